import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartProblem } from '#app/platform/start-problem.ts'
import type { Frame } from './camera.ts'
import { FRAMES_PER_SECOND } from './timing.ts'

const run = promisify(execFile)

/**
 * Frames → H.264 in MP4, silent, ready to play while it loads. One thread and no metadata: the same frames give the
 * same file, so that a rebuild without a change is no change in version control.
 */
export async function encodeFilm(frames: Frame[], folder: string, target: string): Promise<void> {
  const list = join(folder, 'frames.txt')
  const last = frames.at(-1)
  const lines = frames.map((frame) => `file '${frame.file}'\nduration ${frame.ms / 1000}`)
  // The concat demuxer ignores the last duration unless the file is named again.
  await writeFile(list, ['ffconcat version 1.0', ...lines, `file '${last?.file}'`, ''].join('\n'))
  const input = ['-f', 'concat', '-safe', '0', '-i', list]
  const picture = ['-vf', `fps=${FRAMES_PER_SECOND},format=yuv420p`, '-t', String(totalOf(frames) / 1000), '-an']
  const codec = ['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'slow', '-crf', '24', '-tune', 'animation']
  const plain = ['-g', String(FRAMES_PER_SECOND * 5), '-threads', '1', '-fflags', '+bitexact', '-flags:v', '+bitexact']
  await ffmpeg([...input, ...picture, ...codec, ...plain, '-map_metadata', '-1', '-movflags', '+faststart', target])
}

/** A PNG with at most 128 colours: a screen needs no more, and it is a quarter of the size. */
export async function shrinkPicture(source: string, target: string): Promise<void> {
  const palette = '[0:v]split[a][b];[a]palettegen=max_colors=128:stats_mode=single[p];[b][p]paletteuse=dither=none'
  await ffmpeg(['-i', source, '-filter_complex', palette, '-fflags', '+bitexact', target])
}

async function ffmpeg(args: string[]) {
  try {
    await run('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new StartProblem('Films are encoded by ffmpeg, which is not installed: apt-get install ffmpeg')
    }
    throw error
  }
}

function totalOf(frames: Frame[]): number {
  return frames.reduce((sum, frame) => sum + frame.ms, 0)
}
