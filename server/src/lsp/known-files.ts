import type { FileSystem } from '../base/file-system'
import type { Dataset } from '../dataset/dataset'
import { readImage } from '../dataset/read-image'
import type { CaptionFile, ImageFile } from '../dataset/sample'
import { readCaptionFile, type SampleReader } from '../dataset/scan'

/**
 * What is known of a dataset's files, for a scan that only changes how they belong together: watched files are as they were read. Of captions
 * that are open, the dataset has the editor's text, so the disk is asked.
 */
export function knownFiles(fileSystem: FileSystem, dataset: Dataset, isOpen: (path: string) => boolean): SampleReader {
  const images = new Map<string, ImageFile>()
  const captions = new Map<string, CaptionFile>()
  for (const sample of dataset.samples.values()) {
    for (const image of sample.images) images.set(image.path, image)
    if (sample.caption && !isOpen(sample.caption.path)) captions.set(sample.caption.path, sample.caption)
  }
  return {
    image: async (path) => images.get(path) ?? readImage(fileSystem, path),
    caption: async (path) => captions.get(path) ?? readCaptionFile(fileSystem, path),
  }
}
