"""What travels for a first visit, counted by the browser."""


def weigh(chromium, url: str) -> dict[str, int]:
    """Bytes received (headers too), bytes of script, number of requests, for a first visit."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, locale="fr-FR")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    kinds, sizes = {}, {}
    devtools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    devtools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    devtools.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    context.close()
    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    return {"bytes": int(sum(sizes.values())), "script": int(scripts), "requests": len(sizes)}
