"""A script that is named like a test, and runs its functions by itself."""

import asyncio


async def test_start() -> None:
    await asyncio.sleep(0)


async def test_stop() -> None:
    await asyncio.sleep(0)


async def test_again() -> None:  # expect: FAPI708
    await asyncio.sleep(0)


async def test_all() -> None:  # expect: FAPI708
    await test_again()


async def main() -> None:
    await test_start()
    await test_stop()


if __name__ == "__main__":
    asyncio.run(main())
