// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/errortext.h"

#include "chat/visibletext.h"
#include "client/retrypolicy.h"
#include "gateways/gateway.h"
#include "workspace/words/timetext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

class ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ErrorText)

public:
    static QString title(const ChatError &error, const QString &gateway)
    {
        using enum ChatError::Kind;
        switch (error.kind) {
        case Network:
            return tr("%1 cannot be reached").arg(gateway);
        case Tls:
            return tr("The connection to %1 is not secure").arg(gateway);
        case Proxy:
            return error.httpStatus == 0 ? tr("No connection through the proxy")
                                         : tr("The proxy requires a login");
        case Authentication:
            if (error.httpStatus == 0)
                return tr("Nothing was sent to %1").arg(gateway);
            return (error.httpStatus == 401 ? tr("%1 requires a valid key") // none may have been sent
                                            : tr("%1 did not accept the key"))
                .arg(gateway);
        case BadRequest:
            return isNotFound(error) ? tr("%1 has no such address or model").arg(gateway)
                                     : tr("%1 did not understand the request").arg(gateway);
        case TooLarge:
            return tr("The conversation is too long for %1").arg(gateway);
        case Credits:
            return tr("Out of credits at %1").arg(gateway);
        case RateLimited:
            return tr("Rate limit of %1 reached").arg(gateway);
        case Budget:
            return tr("Today's budget at %1 is used up").arg(gateway);
        case NotImplemented:
            return tr("%1 does not offer this yet").arg(gateway);
        case Server:
            return tr("%1 returned a server error").arg(gateway);
        case Protocol:
            return tr("Couldn't read %1's response").arg(gateway);
        }
        Q_UNREACHABLE_RETURN({});
    }

    static QString advice(const ChatError &error, const Gateway &gateway)
    {
        using enum ChatError::Kind;
        switch (error.kind) {
        case Network:
            return tr("Check the base URL in Settings and the network, then send again.");
        case Tls:
            return tr("The server's certificate was not accepted, and nothing was sent. Check the base URL.");
        case Proxy:
            return tr("Check the proxy in Settings, then send again.");
        case TooLarge:
            return tr("Shorten the prompt, or send it without the oldest turns.");
        case BadRequest:
            return isNotFound(error) ? tr("Check the base URL and the path in Settings, and the model.")
                                     : QString();
        case RateLimited:
            return wait(error);
        case Budget:
            return tr("It resets at midnight UTC.");
        case Credits:
            return tr("Add credits at the gateway, then send again.");
        case Authentication:
            return error.httpStatus == 0 ? QString() : gateway.key.advice;
        case Server:
            if (error.retryAfter)
                return wait(error);
            return gateway.healthPath.isEmpty()
                       ? tr("Try again in a moment.")
                       : tr("Try again in a moment, or look at the gateway's health.");
        case Protocol:
            return tr("Is this the address of a gateway? A proxy may have answered instead.");
        default:
            return {};
        }
    }

    static QString facts(const ChatError &error)
    {
        QStringList facts;
        if (error.httpStatus > 0)
            facts << (error.httpStatus < 300 ? tr("in the answer, after HTTP %1") : tr("HTTP %1"))
                         .arg(error.httpStatus);
        if (!error.code.isEmpty())
            facts << error.code;
        else if (!error.type.isEmpty())
            facts << error.type;
        if (!error.requestId.isEmpty())
            facts << tr("request %1").arg(error.requestId);
        return visibleLine(facts.join(u" · "_s));
    }

    /// The address is right, as part of the answer came from there.
    static QString kept() { return tr("The partial answer is kept."); }

    static ErrorText brokenOff(const QString &gateway, bool isKept)
    {
        return {.title = tr("The connection to %1 broke off").arg(gateway),
            .advice =
                isKept ? tr("The partial answer is kept. Try again for the whole answer.") : tr("Try again."),
            .facts = {}};
    }

    /// Without turns that could be left out.
    static QString tooLarge(const QString &gateway)
    {
        return tr("The request is too large for %1").arg(gateway);
    }
    static QString sendLess() { return tr("Send less: a shorter text, fewer texts, or a smaller file."); }

private:
    static QString wait(const ChatError &error)
    {
        if (!error.retryAfter)
            return tr("Wait a little, then send again. It may also be your plan's quota.");
        return tr("The server asked to wait %1.").arg(TimeText::duration(*error.retryAfter));
    }
};

} // namespace

bool isNotFound(const ChatError &error)
{
    return error.kind == ChatError::Kind::BadRequest && error.httpStatus == 404;
}

ErrorText describe(const ChatError &error, const Gateway &gateway, bool answered)
{
    if (answered && error.kind == ChatError::Kind::Network)
        return ErrorWords::brokenOff(gateway.fullName(), true);
    return {.title = ErrorWords::title(error, gateway.fullName()),
        .advice = answered && error.kind == ChatError::Kind::Protocol ? ErrorWords::kept()
                                                                      : ErrorWords::advice(error, gateway),
        .facts = ErrorWords::facts(error)};
}

ErrorText describeOfEndpoint(const ChatError &error, const Gateway &gateway, bool reached, bool kept)
{
    if (reached && error.kind == ChatError::Kind::Network)
        return ErrorWords::brokenOff(gateway.fullName(), kept);
    ErrorText text = describe(error, gateway, kept);
    if (error.kind == ChatError::Kind::TooLarge) {
        text.title = ErrorWords::tooLarge(gateway.fullName());
        text.advice = ErrorWords::sendLess();
    }
    return text;
}

} // namespace Parlance
