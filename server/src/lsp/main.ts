// The language server as a process: `node dist/server.js --stdio`, or over the channel that an editor opens.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { disk } from '../host/disk'
import { readProduct } from '../host/product-files'
import { startServer } from './server'

const manifest: unknown = JSON.parse(readProduct('package.json') ?? '{}')
const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0'

const connection = createConnection(ProposedFeatures.all)
startServer(connection, disk, version)
connection.listen()
