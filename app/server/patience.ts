/**
 * How long somebody may take to say what they want: the headers, and then all of it, a file on a slow line too. Node
 * looks for those who take longer this often, and closes their connection.
 */
export const patience = {
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
}
