import type it from "../it/account.ts";

export default {
  title: "Sign in",
  description: "Sign in to Insieme with your e-mail: you get a six-digit code, no password.",
  lead: "Type your e-mail: we send you a six-digit code. You need no password, and you need not register first.",
  enter: "Sign in",
  welcome: (name) => `Hello, ${name}!`,
  already: (name) => `You are signed in as ${name}`,
  goOn: "Go on",
  needsScript: "Signing in needs JavaScript: switch it on in your browser and reload the page.",
  privacy: "We use your e-mail only to sign you in and to tell you about your activities.",
  privacyLink: "How we handle your data",
} satisfies typeof it;
