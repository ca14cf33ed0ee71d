"""attack.py --url URL --out DIR --report FILE [--password P --seconds N] [--flawed]

Lets wapiti and sqlmap loose on one server on loopback and reads what they wrote down. Exit 1: the product has a finding, or a
flaw of the flawed site was missed.
"""

import argparse
import fnmatch
import html.parser
import http.client
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse

# Left out: ssrf and xxe (they want an endpoint on the internet to call), nikto and wapp (they fetch lists from there),
# buster, brute_login_form and shellshock (nothing here that they could find).
MODULES = "backup,blindsql,cookieflags,csp,crlf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,sql,xss"

# Debian 12's wapiti 3.0.4 cannot leave out an address: the pattern that it makes of one is no longer one in its Python 3.11.
WAPITI = """
import fnmatch, re
from wapitiCore.net import crawler
crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
from wapitiCore.main.wapiti import wapiti_main
wapiti_main()
"""

# What the tools say of any site spoken to by plain http on loopback, and why it is no finding.
EXPECTED = {
    "X-XSS-Protection is not set": "browsers have dropped the filter that it switched; the Content-Security-Policy stands in its place",
    "Strict-Transport-Security is not set": "sent when the site is public over https (CookieTests); the scan speaks http",
    "Secure flag is not set": "set when the site is public over https (CookieTests); the scan speaks http",
}

# Flaws of tests/GrantHub.FlawedSite and what has to find them.
PLANTED = {
    "reflected script": ("wapiti", "Cross Site Scripting", "/greet"),
    "stored script": ("wapiti", "Cross Site Scripting", "/wall"),
    "path traversal": ("wapiti", "Path Traversal", "/file"),
    "open redirect": ("wapiti", "Open Redirect", "/go"),
    "SQL in an address (wapiti)": ("wapiti", "SQL Injection", "/organisation"),
    "SQL in an address (sqlmap)": ("sqlmap", "SQL", "/organisation"),
    "SQL in a form (sqlmap)": ("sqlmap", "SQL", "/find"),
    "blind SQL in an address (sqlmap)": ("sqlmap", "SQL", "/exists"),
    "no Content-Security-Policy": ("wapiti", "Content Security Policy Configuration", "/"),
    "no other headers": ("wapiti", "HTTP Secure Headers", "/"),
    "cookie without HttpOnly": ("wapiti", "HttpOnly Flag cookie", "/"),
}

# Signed in, from these pages: lists, searches, filters, and forms that save.
STARTS = {
    "anonymous": ["/register", "/register?search=police", "/sign-in", "/accessibility"],
    "lead officer": ["/", "/decisions", "/decisions/new", "/decisions?search=police", "/grants", "/publication"],
    "administrator": ["/", "/decisions", "/grants", "/organisations", "/streams", "/partnerships",
                  "/decisions?search=police", "/organisations?search=trust", "/account", "/admin",
                  "/admin/people", "/admin/templates", "/admin/streams", "/admin/reminders", "/admin/jobs", "/audit/access"],
}


# Where the visitor would end their own session, take away their own right to sign in, or meet files that never change.
LEFT_OUT = ["/sign-out", "/account/sessions/*", "/account/password", "/admin/people/*/disable", "/admin/people/*/sessions*",
            "/admin/people/*/password*", "/admin/people/*/roles*", "/dist/*"]


class Page(html.parser.HTMLParser):
    """The links and forms of a page, as a browser would follow and send them."""

    def __init__(self):
        super().__init__()
        self.links, self.forms, self.form, self.select = [], [], None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "a" and a.get("href"):
            self.links.append(a["href"])
        elif tag == "form":
            self.form = {"method": (a.get("method") or "get").lower(), "action": a.get("action") or "", "fields": {}}
            self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "textarea", "select") and a.get("name"):
            if a.get("type") in ("file", "submit"):
                return
            if a.get("type") in ("radio", "checkbox") and a["name"] in self.form["fields"] and "checked" not in a:
                return
            self.form["fields"][a["name"]] = a.get("value") or ""
            self.select = a["name"] if tag == "select" else None
        elif tag == "option" and self.select and a.get("value") and self.form and not self.form["fields"].get(self.select):
            self.form["fields"][self.select] = a["value"]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


class Browser:
    def __init__(self, url):
        self.host, self.cookies, self.http_only, self.headers = urllib.parse.urlsplit(url).netloc, {}, set(), {}

    def ask(self, path, form=None):
        link = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": self.cookie()} if self.cookies else {}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request("POST" if form is not None else "GET", path, body, headers)
        answer = link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.split(";")[0].partition("=")
                self.cookies[key] = rest
                if "httponly" in [part.strip().lower() for part in value.split(";")]:
                    self.http_only.add(key)
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        link.close()
        page = Page()
        if "html" in (answer.getheader("Content-Type") or ""):
            page.feed(text)
        return answer.status, page

    def cookie(self):
        return "; ".join(f"{k}={v}" for k, v in self.cookies.items())

    def sign_in(self, email, password):
        _, page = self.ask("/sign-in")
        form = next(f for f in page.forms if "Password" in f["fields"])["fields"]
        status, _ = self.ask("/sign-in", {**form, "Email": email, "Password": password})
        if status != 302:
            sys.exit(f"{email} could not sign in: {status}")


def is_table(finding, browser):
    """A script that stands in a CSV file: browsers save it and never run it."""
    place = re.search(r"XSS vulnerability found in (\S+)", finding[4])
    if not place:
        return False
    to = urllib.parse.urlsplit(place.group(1))
    browser.ask(to.path + ("?" + to.query if to.query else ""))
    said = browser.headers
    return (said.get("content-type", "").startswith("text/csv") and said.get("x-content-type-options") == "nosniff"
            and said.get("content-disposition", "").startswith("attachment"))


def explained(finding, browser):
    """wapiti looks for the attribute as "HttpOnly"; its case is free (RFC 6265, 5.2.6), and ASP.NET Core writes it small."""
    said = finding[4]
    cookie = re.match(r"HttpOnly flag is not set in the cookie : (\S+)", said)
    return cookie is not None and cookie.group(1) in browser.http_only or is_table(finding, browser) or any(e.lower() in said.lower() for e in EXPECTED)


def see_every_cookie(browser, args, email):
    """Signs in and out with a browser of its own: the sentence after it comes by one more cookie."""
    other = Browser(args.url)
    other.sign_in(email, args.password)
    _, page = other.ask("/account")
    other.ask("/sign-out", next(f for f in page.forms if f["action"] == "/sign-out")["fields"])
    browser.http_only |= other.http_only


def run(command, seconds, log):
    """Ends what takes longer; what was found until then stands in its files."""
    began = time.monotonic()
    with open(log, "w") as out:
        tool = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            tool.wait(timeout=seconds)
            over = False
        except subprocess.TimeoutExpired:
            tool.terminate()
            try:
                tool.wait(timeout=30)
            except subprocess.TimeoutExpired:
                tool.kill()
            over = True
    return round(time.monotonic() - began), over


def wapiti(args, out, starts, cookie):
    report = os.path.join(out, "wapiti.json")
    command = ["/usr/bin/python3", "-c", WAPITI, "-u", args.url + "/", "-m", MODULES, "-l", "1", "--scope", "folder", "-f", "json", "-o", report,
               "--flush-session", "--store-session", os.path.join(out, "session"), "--store-config", os.path.join(out, "config"),
               "--no-bugreport", "-v", "1", "-t", "20", "-d", str(args.depth), "--max-links-per-page", "60",
               "--max-files-per-dir", str(args.files), "--max-parameters", "25",
               "--max-scan-time", str(args.seconds // 3), "--max-attack-time", str(args.attack_seconds),
               "--skip", "__RequestVerificationToken"]
    for kept in LEFT_OUT:
        command += ["-x", args.url + kept]
    for start in starts:
        command += ["-s", args.url + start]
    if cookie:
        command += ["-H", "Cookie: " + cookie]
    took, over = run(command, args.seconds, os.path.join(out, "wapiti.log"))
    if not os.path.exists(report):
        return [], {"seconds": took, "ended": "broke off without a report; see wapiti.log", "broken": True}
    with open(report) as file:
        said = json.load(file)
    found = []
    for kind in ("vulnerabilities", "anomalies"):
        for category, each in said.get(kind, {}).items():
            for one in each:
                found.append(("wapiti", category, one.get("path", ""), one.get("parameter", ""), one.get("info", "")))
    with open(os.path.join(out, "wapiti.log"), errors="replace") as log:
        crawled = re.search(r"Wapiti found (\d+) URLs and forms", log.read())
    return found, {"seconds": took, "ended": "time limit" if over else "done",
                   "addresses and forms": int(crawled.group(1)) if crawled else 0}


def requests_of(args, browser, starts, most):
    """Addresses with a query, addresses whose parts may be anybody's, and forms: one of each shape, from the start pages on."""
    waiting, seen, shapes, targets = list(starts), set(), set(), []

    def shape(path, names):
        return (re.sub(r"\d+", "0", path), tuple(sorted(names)))

    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        status, page = browser.ask(path)
        if status != 200:
            continue
        for form in page.forms:
            action = urllib.parse.urljoin(path, form["action"] or path)
            if any(fnmatch.fnmatch(action, kept) for kept in LEFT_OUT) or shape(action, form["fields"]) in shapes or not form["fields"]:
                continue
            shapes.add(shape(action, form["fields"]))
            data = urllib.parse.urlencode({k: v or "1" for k, v in form["fields"].items()})
            targets.append((action, data) if form["method"] == "post" else (action.split("?")[0] + "?" + data, None))
        for link in page.links:
            to = urllib.parse.urljoin(path, link.split("#")[0])
            if not to.startswith("/") or to.startswith(("/dist", "/sign-out", "//")) or not to:
                continue
            bare, _, query = to.partition("?")
            names = urllib.parse.parse_qs(query, keep_blank_values=True)
            if shape(bare, names) in shapes:
                continue
            shapes.add(shape(bare, names))
            waiting.append(to)
            if query:
                targets.append((to, None))
            elif re.search(r"\d", bare):
                # The last part with a digit in it names a record: sqlmap's mark for "try here".
                targets.append((re.sub(r"([^/]*\d[^/]*)(?!.*\d)", r"\1*", bare), None))
    return targets


def sqlmap(args, out, targets, cookie):
    """One process for each request, so that a time limit cuts off a request and not all that come after it."""
    found, tried, cut, skipped, began = [], 0, 0, 0, time.monotonic()
    for path, data in targets:
        left = args.seconds - (time.monotonic() - began)
        if left < 15:
            skipped += 1
            continue
        folder = os.path.join(out, "sqlmap", str(tried))
        os.makedirs(folder, exist_ok=True)
        command = ["sqlmap", "-u", args.url + path, "--batch", "--level", "1", "--risk", "1", "--disable-coloring",
                   "--technique", "BEUT", "--threads", "2", "--timeout", "20", "--retries", "1",
                   "--flush-session", "--output-dir", folder, "--param-exclude", "__RequestVerificationToken|returnUrl",
                   "--ignore-code", "*", "--answers", "redirect=N,follow=N,crack=N,dict=N,skip further=Y,extending=N,reduce=Y"]
        if data:
            command += ["--data", data]
        if cookie:
            command += ["--cookie", cookie, "--drop-set-cookie"]
        log = os.path.join(folder, "log.txt")
        _, over = run(command, min(left, args.each_seconds), log)
        tried, cut = tried + 1, cut + over
        said = open(log, errors="replace").read()
        if "identified the following injection point" in said or "is vulnerable" in said:
            place = re.search(r"Parameter: (.+)", said)
            found.append(("sqlmap", "SQL", path.split("?")[0], place.group(1) if place else "", "injectable"))
    return found, {"seconds": round(time.monotonic() - began), "requests": len(targets), "tried": tried,
                   "cut off": cut, "not reached": skipped}


def say(found):
    for tool, category, path, parameter, info in found:
        print(f"  {tool}: {category}: {path} {parameter or ''} {info}".rstrip())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--password")
    parser.add_argument("--flawed", action="store_true")
    parser.add_argument("--seconds", type=int, default=600, help="for each tool and each kind of visitor")
    parser.add_argument("--attack-seconds", type=int, default=90, help="for each module of wapiti")
    parser.add_argument("--each-seconds", type=int, default=60, help="for each request that sqlmap tries")
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--files", type=int, default=40, help="that wapiti reads of each folder of addresses")
    parser.add_argument("--pages", type=int, default=120, help="that are read to find what sqlmap tries")
    parser.add_argument("--visitor", action="append", help="only this one; may be said again")
    args = parser.parse_args()
    wrong = lacking = 0
    visits = [("the flawed site", ["/"], None)] if args.flawed else [
        ("anonymous", STARTS["anonymous"], None),
        ("lead officer", STARTS["lead officer"], "lead@example.org"),
        ("administrator", STARTS["administrator"], "admin@example.org"),
    ]
    for who, starts, email in visits:
        if args.visitor and who not in args.visitor:
            continue
        out = os.path.join(args.out, who.replace(" ", "-"))
        os.makedirs(out, exist_ok=True)
        browser = Browser(args.url)
        if email:
            browser.sign_in(email, args.password)
            see_every_cookie(browser, args, email)
        gone = [s for s in starts if browser.ask(s)[0] != 200]
        if gone:
            sys.exit(f"{who} cannot begin at {', '.join(gone)}. Correct STARTS.")
        found, of_wapiti = wapiti(args, out, starts, browser.cookie() if email else None)
        ended = email and browser.ask("/account")[0] != 200
        if ended:
            browser.sign_in(email, args.password)
        targets = requests_of(args, browser, starts, args.pages)
        more, of_sqlmap = sqlmap(args, out, targets, browser.cookie() if email else None)
        found += more
        if ended or email and browser.ask("/account")[0] != 200:
            print("The session ended during the scan, so part of it was made signed out.")
            wrong += 1
        print(f"{who}: wapiti {json.dumps(of_wapiti)}, sqlmap {json.dumps(of_sqlmap)}")
        if of_wapiti.get("broken"):
            wrong += 1
        if of_wapiti.get("ended") != "done" or of_sqlmap["cut off"] or of_sqlmap["not reached"]:
            print("  Not everything was tried. Give more --seconds.")
            lacking += 1
        if args.flawed:
            for flaw, (tool, category, path) in PLANTED.items():
                hit = any(f[0] == tool and f[1].startswith(category) and f[2].split("?")[0] == path for f in found)
                print(f"  {'found ' if hit else 'MISSED'} {flaw}")
                wrong += not hit
            continue
        real = [f for f in found if not explained(f, browser)]
        print(f"  {len(found)} reported, {len(found) - len(real)} that are none (EXPECTED), {len(real)} findings")
        say(real)
        wrong += len(real)
    sys.exit(1 if wrong else 2 if lacking else 0)


main()
