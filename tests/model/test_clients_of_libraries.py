"""Clients of services and devices: what connects, asks and waits, and what only builds an object."""

from __future__ import annotations

from project_files import ProjectFiles


def test_clients_that_are_one_class_with_their_resources(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from box_sdk_gen import BoxClient, BoxDeveloperTokenAuth
                from cloudflare import AsyncCloudflare, Cloudflare
                from proxmoxer import ProxmoxAPI

                cloudflare = Cloudflare(api_token="unset")
                later = AsyncCloudflare(api_token="unset")

                async def zones():
                    await later.dns.records.create(zone_id="1")
                    return cloudflare.dns.records.create(zone_id="1")  # expect: FAPI107

                async def files():
                    client = BoxClient(auth=BoxDeveloperTokenAuth(token="unset"))
                    return client.files.get_file_by_id("1")  # expect: FAPI107

                async def machines(node: str):
                    proxmox = ProxmoxAPI("host", user="root", token_name="app", token_value="unset")
                    ProxmoxAPI("host", user="root", password="unset")  # expect: FAPI107
                    machine = proxmox.nodes(node).qemu(100)
                    return machine.status.current.get()  # expect: FAPI107
            """,
        }
    )


def test_objects_that_a_client_gives(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import caldav
                import lark_oapi
                import wikipediaapi
                from exchangelib import Account
                from gremlin_python.process.graph_traversal import GraphTraversalSource

                lark = lark_oapi.Client.builder().app_id("a").app_secret("unset").build()

                async def notify(request):
                    await lark.im.v1.message.acreate(request)
                    return lark.im.v1.message.create(request)  # expect: FAPI107

                async def dates(client: caldav.DAVClient):
                    principal = client.principal()  # expect: FAPI107
                    for calendar in principal.calendars():  # expect: FAPI107
                        calendar.events()  # expect: FAPI107

                async def mails(account: Account):
                    unread = account.inbox.filter(is_read=False).order_by("-datetime_received")
                    for mail in unread:  # expect: FAPI107
                        mail.delete()  # expect: FAPI107

                async def article(title: str):
                    page = wikipediaapi.Wikipedia("app", "en").page(title)
                    if page.exists():  # expect: FAPI107
                        return page.summary  # expect: FAPI107

                async def people(g: GraphTraversalSource):
                    adults = g.V().hasLabel("person").has("age", 18)
                    return adults.toList()  # expect: FAPI103
            """,
        }
    )


def test_devices_and_processes(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import chess.engine
                import nmap
                import serial
                from pymodbus.client import AsyncModbusTcpClient, ModbusTcpClient

                port = serial.Serial()

                async def read():
                    line = port.readline()  # expect: FAPI107
                    with serial.Serial("/dev/ttyUSB0") as other:  # expect: FAPI107
                        other.write(line)  # expect: FAPI107

                async def registers():
                    client = ModbusTcpClient("10.0.0.2")
                    client.connect()  # expect: FAPI107
                    client.close()
                    later = AsyncModbusTcpClient("10.0.0.2")
                    await later.connect()
                    await later.read_coils(1)
                    return client.read_holding_registers(0)  # expect: FAPI107

                async def scan():
                    scanner = nmap.PortScanner()  # expect: FAPI106
                    scanner.scan("10.0.0.0/24")  # expect: FAPI106
                    return scanner.all_hosts()

                async def best(board):
                    engine = chess.engine.SimpleEngine.popen_uci("stockfish")  # expect: FAPI106
                    return engine.play(board, chess.engine.Limit(time=1))  # expect: FAPI106
            """,
        }
    )


def test_what_asks_only_where_it_is_told_to(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from bs4 import BeautifulSoup
                from email_validator import validate_email

                async def check(address: str):
                    validate_email(address, check_deliverability=False)
                    validate_email(address)  # expect: FAPI107

                async def title(page: str):
                    soup = BeautifulSoup(page, "html.parser")  # expect: FAPI108
                    return soup.find("title").text
            """,
        }
    )


def test_payments_and_messages(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import stytch
                from dodopayments import AsyncDodoPayments, DodoPayments
                from paddle_billing import Client
                from pywa import WhatsApp
                from telnyx import Telnyx
                from xai_sdk import Client as XaiClient
                from yookassa import Payment

                dodo = DodoPayments(bearer_token="unset")
                paddle = Client("unset")
                logins = stytch.Client(project_id="project-test-1", secret="unset")

                async def pay(order):
                    payment = Payment.create({"amount": order})  # expect: FAPI107
                    paddle.customers.create(order)  # expect: FAPI107
                    await AsyncDodoPayments(bearer_token="unset").payments.create(order)
                    return dodo.payments.create(order), payment  # expect: FAPI107

                async def tell(number: str):
                    WhatsApp(token="unset", phone_id="1").send_message(number, "hello")  # expect: FAPI107
                    Telnyx(api_key="unset").messages.send(to=number)  # expect: FAPI107

                async def log_in(address: str):
                    await logins.magic_links.email.login_or_create_async(email=address)
                    logins.magic_links.email.login_or_create(email=address)  # expect: FAPI107

                async def talk():
                    chat = XaiClient().chat.create(model="grok")
                    for _, chunk in chat.stream():  # expect: FAPI107
                        print(chunk)
                    return chat.sample()  # expect: FAPI107
            """,
        }
    )


def test_pages_that_are_fetched_later(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import pynetbox
                from polygon import RESTClient
                from todoist_api_python.api import TodoistAPI

                async def tasks():
                    pages = TodoistAPI("unset").get_tasks()
                    for page in pages:  # expect: FAPI107
                        print(page)

                async def prices(client: RESTClient):
                    bars = client.list_aggs("AAPL", 1, "day", "2024-01-01", "2024-02-01")
                    return list(bars)  # expect: FAPI107

                async def devices():
                    netbox = pynetbox.api("https://netbox.example.com", token="unset")
                    for device in netbox.dcim.devices.filter(status="active"):  # expect: FAPI107
                        device.delete()  # expect: FAPI107
            """,
        }
    )


def test_methods_that_run_a_loop_of_their_own(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from ib_async import IB
                from lightrag import LightRAG

                ib = IB()

                async def trade(rag: LightRAG):
                    await ib.connectAsync()
                    ib.connect()  # expect: FAPI112
                    rag.query("why?")  # expect: FAPI112
                    return await rag.aquery("why?")
            """,
        }
    )


def test_data_that_is_asked_for_later(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import ee
                import llm
                import seaborn
                from astrapy import DataAPIClient

                database = DataAPIClient().get_database("https://example.com", token="unset")

                async def clouds(region):
                    images = ee.ImageCollection("COPERNICUS/S2").filterBounds(region)
                    return images.median().getInfo()  # expect: FAPI107

                async def people():
                    collection = database.get_collection("people")
                    for person in collection.find({"age": 18}):  # expect: FAPI103
                        print(person)

                async def answer(question: str):
                    response = llm.get_model("gpt-4o-mini").prompt(question)
                    return response.text()  # expect: FAPI107

                async def plot(data):
                    grid = seaborn.pairplot(data)  # expect: FAPI108
                    grid.savefig("plot.png")  # expect: FAPI108
            """,
        }
    )


def test_keys_of_paramiko(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from paramiko import AutoAddPolicy, Ed25519Key, RSAKey, SSHClient

                async def run(path: str):
                    key = Ed25519Key.from_private_key_file(path)  # expect: FAPI105
                    client = SSHClient()
                    client.load_system_host_keys()  # expect: FAPI105
                    client.set_missing_host_key_policy(AutoAddPolicy())
                    client.connect("host", pkey=key)  # expect: FAPI107
                    return RSAKey.generate(4096)  # expect: FAPI108
            """,
        }
    )


def test_client_that_the_library_makes(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from python_on_whales import DockerClient, docker

                async def start(image: str):
                    docker.pull(image)  # expect: FAPI106
                    docker.compose.up(detach=True)  # expect: FAPI106
                    container = docker.run(image, detach=True)  # expect: FAPI106
                    container.stop()  # expect: FAPI106
                    DockerClient(host="ssh://host").container.list()  # expect: FAPI106
            """,
        }
    )
