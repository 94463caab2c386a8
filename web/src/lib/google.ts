/** Where a sign-in with Google begins. @param place the page of the dashboard to come back to, such as /account */
export function googleSignIn(place: string): string {
  return `/login?${new URLSearchParams({ next: `/app${place}` })}`;
}
