/** The bucket `attachments` of Supabase Storage; paths are organization/conversation/attachment. */
export interface Files {
  /** Stores bytes under a path; a second store of the same path replaces the first. */
  put(path: string, bytes: Uint8Array, mime: string): Promise<void>
  /** An address anyone may read the file by for `seconds`. */
  signedUrl(path: string, seconds: number): Promise<string>
}
