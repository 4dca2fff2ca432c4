// The tagger process: a model and its runtime, apart from the server. A crash in native code never takes the server along, and
// ending it is how a run is cancelled. The runtime computes on the main thread and blocks it; pictures are prepared on others.
import { isMainThread } from 'node:worker_threads'
import { runPixelThread } from './pixel-thread'
import { runTaggerProcess } from './tagger-process'

if (isMainThread) runTaggerProcess(__filename)
else runPixelThread()
