/** Which answers lead somewhere else. 300 offers a choice and 304 says that nothing is new: nobody can follow these. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}
