import { access, constants } from 'node:fs/promises'

/**
 * What to say where the process that listens to the network could change what it hands out: whoever broke into it would
 * then decide what every device runs (SECURITY.md). Undefined where it can only read.
 */
export async function canWriteItsOwn(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) {
    const isWritable = await access(place, constants.W_OK).then(
      () => true,
      () => false, // read-only, or not there: either way this process changes nothing
    )
    if (isWritable)
      return `This process can write ${place}, and whoever broke into it would decide what every screen and phone runs. In service, run it as a user who can only read the app (SECURITY.md).`
  }
  return undefined
}
