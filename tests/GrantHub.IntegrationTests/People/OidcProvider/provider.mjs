// An OpenID Connect provider for tests. Its one argument is a JSON object:
//   redirectUri   where GrantHub wants its answers
// Whoever comes is signed in at once as the account that the cookie "account" names (a subject), with the e-mail address
// in the cookie "email". It prints its issuer as a line of JSON and ends with its standard input.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const options = JSON.parse(process.argv[2]);
const emails = new Map();
let provider;
const server = createServer((request, response) => serve(request, response));

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: "granthub",
        client_secret: "a secret of the tests only",
        redirect_uris: [options.redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ["tests"] },
    claims: { openid: ["sub", "email"] },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: emails.get(id), email_verified: true }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  console.log(JSON.stringify({ issuer }));
});

async function serve(request, response) {
  if (!request.url.startsWith("/interaction/")) {
    provider.callback()(request, response);
    return;
  }
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=").map(decodeURIComponent)),
  );
  emails.set(cookies.account, cookies.email);
  await provider.interactionFinished(
    request,
    response,
    cookies.account ? { login: { accountId: cookies.account } } : { error: "access_denied" },
  );
}

process.stdin.on("end", () => process.exit()).resume();
