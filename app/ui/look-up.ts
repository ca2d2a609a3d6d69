/**
 * For what a script looks up while somebody types: what cannot be had is left out. Otherwise the error page would take
 * the place of the form, and of all they typed.
 */
export const orNothing = <T>(lookingUp: Promise<T>) => lookingUp.catch(() => null)
