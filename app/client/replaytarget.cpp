// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/replaytarget.h"

#include "wire/dialects/registry.h"
#include "wire/json.h"
#include "wire/replyassembler.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct ReplayText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Replay)
};

const Gateway *gatewayAt(const QUrl &url, const Catalog &catalog)
{
    const auto found = std::ranges::find_if(catalog.gateways(), [&url](const Gateway &gateway) {
        const QUrl own = gateway.chatUrl(gateway.baseUrl);
        return !own.isEmpty() && own.matches(url, QUrl::RemoveQuery | QUrl::RemoveFragment);
    });
    return found == catalog.gateways().cend() ? nullptr : &*found;
}

bool reads(const Dialect &dialect, const Recording &recording)
{
    const Reply reply = decoded(recording, dialect, {});
    return reply.hasContent() && !reply.error;
}

const Dialect *readingDialect(const Recording &recording)
{
    const QStringList ids = dialectIds();
    for (const QString &id : ids) {
        if (reads(*findDialect(id), recording))
            return findDialect(id);
    }
    return findDialect(ids.first());
}

const Dialect *dialectOf(const Capture &capture, const Gateway *gateway, const Catalog &catalog)
{
    const QString known = gateway ? gateway->dialect : catalog.dialectAt(capture.request.url);
    const Dialect *dialect = findDialect(known);
    return dialect ? dialect : readingDialect(capture.recording);
}

/// A text, or the texts of a list of content blocks.
QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QStringList texts;
    for (const QJsonValue &block : content.toArray())
        texts << block["text"_L1].toString();
    texts.removeAll(QString());
    return texts.join(u'\n');
}

/// A member of the body, or of a member of it, as it is written.
std::optional<JsonValueView> memberAt(const JsonDocument &body, const QList<QStringView> &path)
{
    std::optional<JsonValueView> value = body.root();
    for (const QStringView name : path) {
        if (value)
            value = value->member(name);
    }
    return value;
}

/// The format that `response_format` or `output_config` asks for (B-15, B-21).
AnswerFormat formatIn(const QByteArray &text)
{
    const auto body = JsonDocument::read(text);
    if (!body)
        return {};
    if (const auto type = memberAt(*body, {u"response_format", u"type"});
        type && type->string() == "json_object"_L1)
        return {.kind = AnswerFormat::Kind::JsonObject};
    const QList<QList<QStringView>> places{
        {u"response_format", u"json_schema", u"schema"}, {u"output_config", u"format", u"schema"}};
    for (const QList<QStringView> &path : places) {
        if (const auto schema = memberAt(*body, path))
            return {.kind = AnswerFormat::Kind::JsonSchema, .schema = schema->text().toByteArray()};
    }
    return {};
}

Role roleOf(const QString &name)
{
    for (const Role role : {Role::System, Role::Assistant, Role::Tool}) {
        if (name == roleName(role))
            return role;
    }
    return Role::User;
}

} // namespace

Target replayTarget(const std::shared_ptr<Replay> &replay, const Catalog &catalog)
{
    const Capture &capture = replay->capture();
    const Gateway *known = gatewayAt(capture.request.url, catalog);
    Target target{.url = capture.request.url, .headers = {}, .replay = replay};
    target.dialect = dialectOf(capture, known, catalog);
    if (known)
        target.gateway = *known;
    else
        target.gateway.name = ReplayText::tr("Replay");
    target.gateway.dialect = target.dialect->id();
    return target;
}

ChatRequest capturedRequest(const Capture &capture)
{
    const QJsonObject body = QJsonDocument::fromJson(capture.request.body).object();
    ChatRequest request;
    request.model = body["model"_L1].toString();
    request.system = textOf(body["system"_L1]);
    request.format = formatIn(capture.request.body);
    for (const QJsonValue &message : body["messages"_L1].toArray())
        request.messages.append(
            Message::of(roleOf(message["role"_L1].toString()), textOf(message["content"_L1])));
    if (const QString prompt = body["prompt"_L1].toString(); !prompt.isEmpty())
        request.messages.append(Message::of(Role::User, prompt));
    return request;
}

QString questionOf(const Replay &replay)
{
    const QList<Message> messages = capturedRequest(replay.capture()).messages;
    for (const Message &message : messages | std::views::reverse) {
        if (const QString text = message.text(); message.role == Role::User && !text.trimmed().isEmpty())
            return text;
    }
    return ReplayText::tr("(no request in %1)").arg(replay.name());
}

} // namespace Parlance
