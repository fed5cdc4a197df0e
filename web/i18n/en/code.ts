import type it from "../it/code.ts";

export default {
  email: "Your e-mail",
  emailHint: "We send you a code of six digits. No password.",
  send: "Send me the code",
  sent: (email) => `We wrote to ${email}. Copy the six digits here.`,
  code: "Code",
  codeHint: "It usually takes a few seconds. Look among the junk mail, too.",
  name: "Your name",
  nameHint: "The first time only: it is what the organisers will call you.",
  nameNeeded: "What is your name?",
  nameNeededText: "The organisers see it, so that they can greet you.",
  goOn: "Go on",
  another: "Send me another code",
  anotherSent: "We sent you a new code: only the latest one counts.",
  otherEmail: "Use another e-mail",
} satisfies typeof it;
