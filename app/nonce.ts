import { createContext, useContext } from 'react'

/** What the edge gave this page: the nonce its scripts carry, and its request's reference. */
export const PageContext = createContext<{ nonce?: string; reference?: string }>({})

/** For `<Scripts nonce>` and the like: without it the content security policy stops them. */
export const useNonce = () => useContext(PageContext).nonce

/** For the error page: the same short text is in the log beside the error. */
export const useReference = () => useContext(PageContext).reference
