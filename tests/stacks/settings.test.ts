import { expect, it } from "vitest";
import { needs, readSettings } from "../../functions/foundation/settings.ts";
import { examplesIn, settingsOf } from "../../stacks/settings.ts";

const environment = {
  TABLE_NAME: "t",
  CODE_SECRET: "x".repeat(32),
  MAIL_URL: "ses:",
  MAIL_FROM: "Insieme <insieme@example.org>",
  ORIGIN: "https://insieme.example.org",
  STORAGE_URL: "s3:data",
};

it("reads what is there and fills in what can be left out", () => {
  expect(readSettings(needs.page, environment)).toEqual({
    TABLE_NAME: "t",
    CODE_SECRET: "x".repeat(32),
    ORIGIN: environment.ORIGIN,
    STORAGE_URL: "s3:data",
    TILES_URL: "",
    TILES_CREDIT: "",
    PUBLISHER: "Insieme",
    PUBLISHER_ID: "insieme",
  });
  for (const name of ["TABLE_NAME", "CODE_SECRET", "MAIL_URL", "MAIL_FROM", "ORIGIN", "STORAGE_URL"] as const)
    expect(() => readSettings(needs.stream, { ...environment, [name]: undefined })).toThrow(`Settings: ${name} is missing.`);
});

it("names everything that is wrong at once", () => {
  const wrong = {
    TABLE_NAME: "",
    CODE_SECRET: "short",
    MAIL_URL: "http://x",
    MAIL_FROM: "nobody",
    ORIGIN: "https://a.example/path",
    STORAGE_URL: "data",
  };
  expect(() => readSettings(needs.stream, wrong)).toThrow(
    "Settings: TABLE_NAME is empty; CODE_SECRET is shorter than 32 characters; MAIL_URL is neither ses: nor smtp://…; MAIL_FROM is no address; ORIGIN is no origin like https://example.org; STORAGE_URL is neither s3:bucket nor file:///folder.",
  );
});

it("knows examples from real values", () => {
  expect(examplesIn(settingsOf("anything"))).toEqual(["mail.sender", "mail.identity"]);
  expect(examplesIn({ a: "insieme.toscana.example", b: { c: "me@x.example.org" }, d: null, e: 3 })).toEqual(["b.c"]);
});
