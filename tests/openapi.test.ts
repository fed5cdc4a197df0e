import { describe, expect, it } from "vitest";
import { routes } from "../functions/api.ts";
import document from "../functions/openapi.json" with { type: "json" };
import { openApi, routesOf } from "../functions/openapi.ts";

const app = routes({ secure: true, origin: "" }) as never;
const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
);

describe("the OpenAPI document", () => {
  it("is what the routes say: after a change of a contract or a route, npm run openapi", () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi(app))));
  });

  it("names every route, and each by a name of its own", () => {
    expect(
      routesOf(app)
        .map(({ operation }) => operation.id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    const unnamed = (app as { routes: { method: string; path: string }[] }).routes.filter(
      ({ method, path }) => !routesOf(app).some((route) => route.method === method.toLowerCase() && route.path === path),
    );
    expect(unnamed).toEqual([]);
  });

  it("has the operations of the main job", () => {
    expect(ids).toEqual(
      expect.arrayContaining(
        "requestSignInCode createSession endSession getMe createBody submitBody reviewBody createPlan createProject submitProject reviewProject createOpportunity publishOpportunity findOpportunities getOpportunity signUp cancelSignUp getRoster checkIn checkOut proposeHours confirmHours issueCertificate verifyCertificate getOverview".split(
          " ",
        ),
      ),
    );
  });
});
