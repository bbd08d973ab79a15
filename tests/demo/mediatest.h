// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of RuAPI's endpoints beside chat share.
#pragma once

#include "demo/endpoints/ruapiendpoint.h"

#include "demosupport.h"

namespace Parlance::Demo {

/// RuAPI's endpoint, asked without a socket and answering at once.
class MediaTest
{
public:
    explicit MediaTest(const DemoSettings &settings = atOnce())
        : m_ruApi(&m_composer, settings)
    {
    }

    [[nodiscard]] DemoResponse ask(const QString &path, const QByteArray &body, const QByteArray &fault = {},
        const QByteArray &type = {})
    {
        return answer(m_ruApi.routes(), post(path, body,
                                            {{"authorization", "Bearer sk-demo"}, {"host", "127.0.0.1:1"},
                                                {"x-demo-fault", fault}, {"content-type", type}}));
    }

    [[nodiscard]] DemoResponse get(const QString &path)
    {
        DemoRequest request = post(path, {}, {});
        request.method = "GET";
        return answer(m_ruApi.routes(), request);
    }

private:
    const Composer m_composer{Handbook::builtIn()};
    RuApiEndpoint m_ruApi;
};

inline QString messageOf(const DemoResponse &response)
{
    return jsonOf(response)[u"error"][u"message"].toString();
}

inline QString fieldOf(const DemoResponse &response)
{
    return jsonOf(response)[u"error"][u"param"].toString();
}

inline QByteArray typeOf(const DemoResponse &response)
{
    return response.headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray();
}

} // namespace Parlance::Demo
