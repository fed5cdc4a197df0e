/** Where readers write. Reserved names (RFC 2606) until the operator of an installation names its own mailbox. */
export const contact = "ciao@insieme.example";
