import { alarms } from "./alarms.ts";
import { api } from "./api.ts";
import { data } from "./data.ts";
import { jobs } from "./jobs.ts";
import type { Environment } from "./lambda.ts";
import { mail } from "./mail.ts";
import { page } from "./page.ts";
import { router } from "./router.ts";
import type { StageSettings } from "./settings.ts";
import { storage } from "./storage.ts";
import { table } from "./table.ts";

/** Every resource of one stage, and what whoever publishes wants to know of them. */
export function app(settings: StageSettings) {
  const one = table(settings);
  const door = router(settings);
  const objects = data(settings, door);
  const post = mail(settings);
  const environment: Environment = {
    TABLE_NAME: one.name,
    STORAGE_URL: objects.url,
    CODE_SECRET: new sst.Secret("CodeSecret").value,
    MAIL_URL: post.url,
    MAIL_FROM: settings.mail.sender,
    ORIGIN: door.url,
    TILES_URL: settings.tiles.url,
    TILES_CREDIT: settings.tiles.credit,
    PUBLISHER: settings.publisher.name,
    PUBLISHER_ID: settings.publisher.id,
  };

  storage(settings, door);
  const doors = { api: api(settings, environment, one, objects, door), page: page(settings, environment, one, objects, door) };
  alarms(settings, { ...doors, ...jobs(settings, environment, one, objects, post), tableName: one.name, router: door });

  const mailRecords = $output(post.records).apply((records) => records.map(({ type, name, value }) => `${name} ${type} ${value}`));
  /** Where a name whose DNS is elsewhere has to point. */
  const cloudfront = door.nodes.cdn.apply((cdn) => cdn.nodes.distribution.domainName);
  return { url: door.url, cloudfront, table: one.name, mailRecords };
}
