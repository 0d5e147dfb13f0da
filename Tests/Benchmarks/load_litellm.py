"""The load of `easel-bench load`, sent by litellm (PyPI): load_litellm.py URL [REQUESTS] [CONCURRENCY]."""

import asyncio
import sys
import time

import litellm


async def main(url: str, requests: int, concurrency: int) -> None:
    gate = asyncio.Semaphore(concurrency)
    times: list[float] = []
    failed = 0

    async def one(number: int) -> None:
        nonlocal failed
        async with gate:
            start = time.perf_counter()
            try:
                stream = await litellm.acompletion(
                    model="openai/openai/gpt-4o-mini",
                    api_base=url + "/openrouter",
                    api_key="sandbox",
                    stream=True,
                    max_tokens=8,
                    messages=[{"role": "user", "content": f"Request {number} of many"}],
                )
                async for _ in stream:
                    pass
            except Exception as error:  # noqa: BLE001: every failure counts the same
                failed += 1
                print(type(error).__name__, error, file=sys.stderr)
            times.append(time.perf_counter() - start)

    for round in (1, 2):
        times.clear()
        failed = 0
        start = time.perf_counter()
        await asyncio.gather(*(one(number) for number in range(requests)))
        total = time.perf_counter() - start
        times.sort()
        cells = [times[min(len(times) - 1, int(len(times) * f))] * 1000 for f in (0.5, 0.95, 0.99)] + [times[-1] * 1000]
        resident = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmRSS")) / 1024
        print(
            f"litellm {round}".ljust(14)
            + "".join(f"{c:9.1f}" for c in cells)
            + f"{len(times) / total:9.0f}{failed:9d}{resident:9.0f}"
        )


if __name__ == "__main__":
    arguments = sys.argv[1:] + ["1000", "100"][len(sys.argv) - 2 :]
    asyncio.run(main(arguments[0], int(arguments[1]), int(arguments[2])))
