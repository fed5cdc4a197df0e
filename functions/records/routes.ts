import { Hono } from "hono";
import * as v from "valibot";
import { type Env, operation, valid } from "../foundation/http.ts";
import { Certificate, CertificateDraft, CertificateId, MyRecord, PdfQuery, Revocation, Verification } from "./contract.ts";
import { getMyRecord, issueCertificate, printable, type RecordStores, revokeCertificate, verifyCertificate } from "./service.ts";

const tag = "records";
const One = v.object({ id: CertificateId });

export const records = (origin: string) =>
  new Hono<Env<RecordStores>>()
    .get(
      "/me/record",
      operation({
        id: "getMyRecord",
        summary: "What I took part in, my hours and certificates",
        tag,
        status: 200,
        reply: MyRecord,
        signedIn: true,
      }),
      async (c) => c.json(await getMyRecord(c.var.ctx), 200),
    )
    .post(
      "/me/certificates",
      operation({
        id: "issueCertificate",
        summary: "A certificate of my confirmed hours with one body",
        tag,
        status: 201,
        reply: Certificate,
        signedIn: true,
        problems: ["no_hours"],
      }),
      valid("json", CertificateDraft),
      async (c) => c.json(await issueCertificate(c.var.ctx, c.req.valid("json")), 201),
    )
    .get(
      "/certificates/:id",
      operation({
        id: "verifyCertificate",
        summary: "Is this certificate genuine?",
        tag,
        status: 200,
        reply: Verification,
        signedIn: false,
      }),
      valid("param", One),
      async (c) => c.json(await verifyCertificate(c.var.ctx, c.req.valid("param").id), 200),
    )
    .get(
      "/certificates/:id/pdf",
      operation({
        id: "downloadCertificate",
        summary: "The certificate to print, in Italian and one language more",
        tag,
        status: 200,
        media: "application/pdf",
        signedIn: false,
        problems: ["revoked"],
      }),
      valid("param", One),
      valid("query", PdfQuery),
      async (c) => {
        const certificate = await printable(c.var.ctx, c.req.valid("param").id);
        // Loaded when somebody asks: the library is larger than all the rest of the API.
        const { certificatePdf } = await import("./pdf.ts");
        const pdf = await certificatePdf(certificate, c.req.valid("query").lang ?? c.var.ctx.locale, origin);
        c.header("content-type", "application/pdf");
        c.header("content-disposition", `attachment; filename="insieme-${certificate.id}.pdf"`);
        return c.body(pdf as Uint8Array<ArrayBuffer>, 200);
      },
    )
    .post(
      "/certificates/:id/revoke",
      operation({
        id: "revokeCertificate",
        summary: "Revoke, with the reason that verifiers read",
        tag,
        status: 200,
        reply: Certificate,
        signedIn: true,
        problems: ["wrong_state"],
      }),
      valid("param", One),
      valid("json", Revocation),
      async (c) => c.json(await revokeCertificate(c.var.ctx, c.req.valid("param").id, c.req.valid("json").reason), 200),
    );
