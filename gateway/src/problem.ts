/** An answer that is none of the good ones: status, slug and a sentence. */
export class Problem extends Error {
  readonly status: number;
  readonly slug: string;

  constructor(status: number, slug: string, detail: string) {
    super(detail);
    this.status = status;
    this.slug = slug;
  }
}
