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

// The last resort: a mistake in one answer must not take the server, and with it all unsaved answers, along.
process.on('unhandledRejection', report)
process.on('uncaughtException', report)

function report(error: unknown): void {
  // the client is gone: there is nobody left to answer
  if (error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'ERR_IPC_CHANNEL_CLOSED')) process.exit(1)
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
