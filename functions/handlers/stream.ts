import type { DynamoDBStreamHandler } from "aws-lambda";
import { changeOf } from "../foundation/change.ts";
import { openMailer } from "../foundation/mail.ts";
import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { streamConsumer } from "../stream.ts";

const { TABLE_NAME, CODE_SECRET, MAIL_URL, MAIL_FROM, ORIGIN, STORAGE_URL } = readSettings(needs.stream);
const consume = streamConsumer({
  table: openTable(TABLE_NAME),
  mailer: openMailer(MAIL_URL, MAIL_FROM),
  secret: CODE_SECRET,
  origin: ORIGIN,
  storage: openStorage(STORAGE_URL),
});

/** Lambda goes back to the first change that failed and tells that one and all after it again: what follows from a change must bear that. */
export const handler: DynamoDBStreamHandler = async ({ Records }) => {
  const failed = await consume(Records.map(changeOf));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
