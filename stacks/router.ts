import { signsKnownBodies } from "./known-bodies.ts";
import type { StageSettings } from "./settings.ts";

/** Where a code or a confirmation is asked for: each costs a letter. */
export const lettersPaths = ["/api/sign-in-codes", "/api/searches/requests"];

/** The one door: CloudFront, which alone may call the functions and read the bucket. */
export function router({ domain, limits, kept }: StageSettings) {
  const headers = new aws.cloudfront.ResponseHeadersPolicy("Headers", {
    name: `${$app.name}-${$app.stage}-headers`,
    securityHeadersConfig: {
      strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
    },
    // A trial with made-up activities must not be found by people who look for real ones.
    ...(!kept && { customHeadersConfig: { items: [{ header: "x-robots-tag", value: "noindex, nofollow", override: true }] } }),
  });

  // Pages are the same for everybody, answers of the API are not: its cache key holds the cookies and the language,
  // so that nothing kept at the edge can reach another person.
  const ownAnswers = new aws.cloudfront.CachePolicy("OwnAnswers", {
    name: `${$app.name}-${$app.stage}-own-answers`,
    defaultTtl: 0,
    minTtl: 0,
    maxTtl: 86_400,
    parametersInCacheKeyAndForwardedToOrigin: {
      cookiesConfig: { cookieBehavior: "all" },
      headersConfig: { headerBehavior: "whitelist", headers: { items: ["accept-language"] } },
      queryStringsConfig: { queryStringBehavior: "all" },
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    },
  });

  return new sst.aws.Router("Router", {
    protection: "oac",
    edge: { viewerRequest: { injection: signsKnownBodies } },
    ...(domain && {
      domain: domain.certificate ? { name: domain.name, dns: false as const, cert: domain.certificate } : { name: domain.name },
    }),
    ...(limits && { waf: { rateLimitPerIp: limits.all, managedRules: { coreRuleSet: false, sqlInjection: false } } }),
    transform: {
      ...(limits && {
        waf: (args) => void (args.rules = $output(args.rules).apply((rules) => [...(rules ?? []), fewCodes(limits.signInCodes)])),
      }),
      cdn: (args) => {
        const { defaultCacheBehavior } = args;
        args.defaultCacheBehavior = $output(defaultCacheBehavior).apply((rest) => ({ ...rest, responseHeadersPolicyId: headers.id }));
        args.orderedCacheBehaviors = [
          $output(defaultCacheBehavior).apply((rest) => ({
            ...rest,
            pathPattern: "/api/*",
            responseHeadersPolicyId: headers.id,
            cachePolicyId: ownAnswers.id,
          })),
        ];
        // CloudFront would keep a refusal for ten seconds and give it to the next reader, who may be allowed.
        args.customErrorResponses = [404, 405, 414, 500, 501, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }));
        args.transform = { distribution: { httpVersion: "http2and3", isIpv6Enabled: true, priceClass: "PriceClass_100" } };
      },
    },
  });
}

const fewCodes = (limit: number): aws.types.input.wafv2.WebAclRule => ({
  name: "SignInCodesPerIP",
  priority: 100,
  action: { block: {} },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: "IP",
      scopeDownStatement: {
        orStatement: {
          statements: lettersPaths.map((searchString) => ({
            byteMatchStatement: {
              fieldToMatch: { uriPath: {} },
              positionalConstraint: "EXACTLY",
              searchString,
              textTransformations: [{ priority: 0, type: "NORMALIZE_PATH" }],
            },
          })),
        },
      },
    },
  },
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "SignInCodesPerIP", sampledRequestsEnabled: true },
});
