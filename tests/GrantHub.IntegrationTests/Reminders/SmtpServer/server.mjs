// A mail server for tests. Its one argument is a JSON object:
//   port      0 or absent: any
//   key, cert files in PEM; without them it offers no STARTTLS
//   user, password   who may send; without them anybody
//   chaos     { seed, busy, refused, drop, hang, lost }: how often of a hundred e-mails each thing befalls one
// Otherwise what befalls an e-mail stands at the beginning of its address, such as hang-jo@example.org: bad, busy,
// refused (after its text), drop, hang, lost (taken, and the connection dropped before the answer).
// Each event is a line of JSON on standard output. It ends with its standard input.
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const options = JSON.parse(process.argv[2] ?? "{}");
const random = options.chaos ? mulberry32(options.chaos.seed) : null;
const sockets = new Map();

const server = new SMTPServer({
  authOptional: !options.user,
  disableReverseLookup: true,
  disabledCommands: [...(options.cert ? [] : ["STARTTLS"]), ...(options.user ? [] : ["AUTH"])],
  ...(options.cert ? { key: readFileSync(options.key), cert: readFileSync(options.cert) } : {}),
  onAuth(given, session, done) {
    const isRight = given.username === options.user && given.password === options.password;
    done(isRight ? null : answer(535, "No such user"), { user: given.username });
  },
  onRcptTo({ address }, session, done) {
    const fate = fateOf(address);
    session.fate = fate;
    tell({ event: "begun", to: address, fate, secure: session.secure, user: session.user ?? null });
    if (fate === "bad") done(answer(550, "No such person"));
    else if (fate === "busy") done(answer(451, "Try again later"));
    else if (fate === "drop") drop(session);
    else if (fate !== "hang") done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      if (session.fate === "refused") return done(answer(554, "Not wanted here"));
      const text = Buffer.concat(parts);
      tell({
        event: "taken",
        to: session.envelope.rcptTo[0].address,
        isLost: session.fate === "lost",
        // Chaos is about thousands, whose texts nobody reads.
        ...(random ? headers(text.toString("latin1")) : { content: text.toString("base64") }),
      });
      if (session.fate === "lost") drop(session);
      else done();
    });
  },
});
server.server.on("connection", (socket) => {
  const port = socket.remotePort;
  sockets.set(port, socket);
  socket.on("close", () => {
    sockets.delete(port);
    if (!random) tell({ event: "closed" });
  });
});
// A client that goes away in the middle is what the tests are about.
server.on("error", () => {});
server.listen(options.port ?? 0, "127.0.0.1", () =>
  tell({ event: "listening", port: server.server.address().port }),
);
process.stdin.on("end", () => process.exit()).resume();

function fateOf(address) {
  if (!random) return address.split("-")[0];
  let drawn = random() * 100;
  for (const fate of ["busy", "refused", "drop", "hang", "lost"]) {
    drawn -= options.chaos[fate];
    if (drawn < 0) return fate;
  }
  return "";
}

function drop(session) {
  sockets.get(session.remotePort)?.destroy();
}

function answer(responseCode, message) {
  return Object.assign(new Error(message), { responseCode });
}

function headers(text) {
  return {
    id: /^Message-ID: <(.*)>\r$/im.exec(text)[1],
    subject: /^Subject: (.*)\r$/im.exec(text)[1],
  };
}

function tell(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
