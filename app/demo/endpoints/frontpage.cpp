// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/frontpage.h"

#include "demo/forms/rufloerrors.h"
#include "demo/server/demofaults.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const QString &endpoints()
{
    static const QString text =
        uR"(The embedded gateway of Parlance. It answers from a handbook; it is a demo and not a model.

gateway     endpoint                        key
Ruflo       POST /api/chat                  none
            GET  /api/health                none
RuAPI       POST /v1/chat/completions       Authorization: Bearer sk-demo
            POST /v1/messages               x-api-key: sk-demo (or Bearer), anthropic-version: 2023-06-01
                                            with anthropic-beta: mcp-client-2025-11-20 it calls MCP servers:
                                            its own, https://tools.example/mcp, and no other
            GET  /v1/models                 Authorization: Bearer sk-demo (or x-api-key)
            POST /v1/embeddings             Authorization: Bearer sk-demo
            POST /v1/images/generations     Authorization: Bearer sk-demo
            POST /v1/audio/speech           Authorization: Bearer sk-demo (WAV and PCM)
            POST /v1/audio/transcriptions   Authorization: Bearer sk-demo (WAV and PCM)
RoraOS      POST /api/v1/chat               Authorization: Bearer demo
            POST /api/v1/agents/chat        Authorization: Bearer agent_demo
ru-llm      POST /v1/chat/completions       Authorization: Bearer sk-ru-demo
            GET  /v1/models                 Authorization: Bearer sk-ru-demo
FloopFloop  POST /api/v1/ai/chat            Authorization: Bearer flp_sk_demo
            POST /api/v1/ai/generate        Authorization: Bearer flp_sk_demo
            POST /api/v1/ai/embed           Authorization: Bearer flp_sk_demo (reserved, 501)

Try:

curl %1/api/chat -d '{"model":"ruflo-fast","messages":[{"role":"user","content":"How do I compare tiers?"}]}'
curl -N %1/v1/chat/completions -H 'Authorization: Bearer sk-demo' -d '{"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"Hello!"}]}'
curl %1/v1/messages -H 'x-api-key: sk-demo' -H 'anthropic-version: 2023-06-01' -d '{"model":"claude-3-5-sonnet-20241022","max_tokens":1024,"messages":[{"role":"user","content":"Hello!"}]}'
curl %1/v1/messages -H 'x-api-key: sk-demo' -H 'anthropic-version: 2023-06-01' -H 'anthropic-beta: mcp-client-2025-11-20' -d '{"model":"claude-3-5-sonnet-20241022","max_tokens":1024,"messages":[{"role":"user","content":"Divide 6 by 2"}],"mcp_servers":[{"type":"url","url":"https://tools.example/mcp","name":"demo"}],"tools":[{"type":"mcp_toolset","mcp_server_name":"demo"}]}'
curl %1/v1/embeddings -H 'Authorization: Bearer sk-demo' -d '{"model":"demo-embed-small","input":["a cat","two cats"]}'
curl %1/v1/images/generations -H 'Authorization: Bearer sk-demo' -d '{"model":"demo-image","prompt":"Hello!","response_format":"url"}'
curl %1/v1/audio/speech -H 'Authorization: Bearer sk-demo' -o hello.wav -d '{"model":"demo-voice","voice":"alloy","input":"Hello!","response_format":"wav"}'
curl %1/v1/audio/transcriptions -H 'Authorization: Bearer sk-demo' -F model=demo-hear -F file=@hello.wav
curl %1/api/v1/agents/chat -H 'Authorization: Bearer agent_demo' -d '{"messages":[{"role":"user","content":"Hello!"}]}'
curl -N %1/api/v1/ai/generate -H 'Authorization: Bearer flp_sk_demo' -d '{"prompt":"Hello!","stream":true}'

Failures on demand, with the header X-Demo-Fault (several with commas between them):

)"_s;
    return text;
}

QString faults()
{
    QString text;
    for (const DemoFault &fault : demoFaults()) {
        const QString only = fault.path.isEmpty() ? QString() : u" (%1)"_s.arg(fault.path);
        text += u"%1%2%3\n"_s.arg(fault.name, -18).arg(fault.description, only);
    }
    return text;
}

DemoResponse page(const DemoRequest &request)
{
    const QString host = QString::fromLatin1(request.headers.value(QHttpHeaders::WellKnownHeader::Host));
    return wholeResponse("text/plain; charset=utf-8", frontPageText(u"http://"_s + host).toUtf8());
}

} // namespace

QString frontPageText(const QString &address)
{
    return endpoints().arg(address) + faults();
}

Route frontPage()
{
    return {u"/"_s, "GET", page, &rufloForm()};
}

} // namespace Parlance::Demo
