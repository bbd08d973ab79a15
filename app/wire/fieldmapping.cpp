// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldmapping.h"

#include "wire/contentdecoder.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"
#include "wire/ssereader.h"

#include <QJsonArray>
#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qint64 ReadBytes = 16 * 1024; ///< of a stream, at its beginning and at its end
constexpr qint64 MostOfPlain = 1024 * 1024;

QString spelled(const QString &path, const QJsonValue &value)
{
    return u"%1: %2"_s.arg(path, QString::fromUtf8(writtenJson(value)));
}

QString memberPath(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : path + u'.' + name;
}

/// Calls `visit` with each value that is neither an object nor an array, and its path.
void walk(const QString &path, const QJsonValue &value,
    const std::function<void(const QString &, const QJsonValue &)> &visit)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            walk(memberPath(path, member.key()), member.value(), visit);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            walk(u"%1[%2]"_s.arg(path).arg(i), array.at(i), visit);
    } else {
        visit(path, value);
    }
}

/// Finds the elements that an array whose length changed no longer has.
void findMissing(const QString &path, const QJsonArray &array, const QJsonArray &changed, QStringList &found)
{
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!changed.contains(array.at(i)))
            found << spelled(u"%1[%2]"_s.arg(path).arg(i), array.at(i));
    }
}

/// Finds the parts of `value` that differ in `changed`, as deep as both have them; ignores what only
/// `changed` has.
void findChanged(const QString &path, const QJsonValue &value, const QJsonValue &changed, QStringList &found)
{
    if (value == changed || value.isUndefined())
        return;
    if (value.isObject() && changed.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            findChanged(memberPath(path, member.key()), member.value(), changed[member.key()], found);
    } else if (value.isArray() && changed.isArray() && value.toArray().size() == changed.toArray().size()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            findChanged(u"%1[%2]"_s.arg(path).arg(i), array.at(i), changed.toArray().at(i), found);
    } else if (value.isArray() && changed.isArray()) {
        findMissing(path, value.toArray(), changed.toArray(), found);
    } else {
        found << spelled(path, value);
    }
}

void changeQuestion(ChatRequest &request)
{
    if (request.messages.isEmpty())
        request.messages.append(Message());
    QList<Part> &parts = request.messages.last().parts;
    if (auto *result = parts.isEmpty() ? nullptr : std::get_if<ToolResult>(&parts.last()))
        result->text += u'?';
    else
        addText(parts, u"?"_s);
}

void changeTools(ChatRequest &request)
{
    if (request.tools.isEmpty())
        request.tools.append(Tool());
    for (Tool &tool : request.tools)
        tool.name += u'?';
}

void changeValue(std::optional<double> &number)
{
    number = number.value_or(0) + 0.125;
}

void changeValue(std::optional<int> &count)
{
    count = count.value_or(0) + 7;
}

void changeValue(std::optional<bool> &flag)
{
    flag = !flag.value_or(false);
}

void changeValue(QString &text)
{
    text += u'?';
}

void changeValue(QStringList &texts)
{
    texts = texts.isEmpty() ? QStringList{u"?"_s} : QStringList();
}

void changeParameter(ChatParameters &parameters, QLatin1StringView name)
{
    const auto parameter = std::ranges::find(chatParameters(), name, &ChatParameter::name);
    std::visit([&parameters](auto member) { changeValue(parameters.*member); }, parameter->member);
}

void changeFormat(AnswerFormat &format)
{
    format.kind = AnswerFormat::Kind::JsonSchema;
    format.name += u'?';
    format.schema = format.schema == "true" ? "false" : "true";
}

/// Changes the part of a request that is sent in this field, and as little else as possible.
void change(ChatRequest &request, WireField field)
{
    switch (field.meaning) {
    case WireField::Model:
        request.model += u'?';
        break;
    case WireField::System:
        request.system += u'?';
        break;
    case WireField::Question:
        changeQuestion(request);
        break;
    case WireField::Parameter:
        changeParameter(request, field.parameter);
        break;
    case WireField::Stream:
        request.stream = request.stream == true ? false : true;
        break;
    case WireField::Tools:
        changeTools(request);
        break;
    case WireField::ToolChoice:
        request.toolChoice = request.toolChoice == "auto"_L1 ? u"required"_s : u"auto"_s;
        break;
    case WireField::AnswerFormat:
        changeFormat(request.format);
        break;
    default:
        break;
    }
}

QJsonObject encoded(const Dialect &dialect, const ChatRequest &request)
{
    return readJson(dialect.encode(request)).value_or(QJsonValue()).toObject();
}

/// The name of the body's field that a mapping entry is in.
QString fieldOf(const QString &text)
{
    const qsizetype end = text.indexOf(QLatin1StringView(":"));
    return text.first(end).section(u'.', 0, 0).section(u'[', 0, 0);
}

/// Collects the fields of an answer.
class AnswerMapping
{
public:
    explicit AnswerMapping(const Dialect &dialect)
        : m_dialect(dialect)
        , m_decoder(dialect.streamDecoder())
    {
    }

    void readHead(const Recording::Head &head)
    {
        add(WireField::Status, QString::number(head.status));
        const QString id = AnswerHead::from(head.status, head.headers, {}).requestId;
        for (const auto &[name, value] : head.headers) {
            if (name.compare("content-type", Qt::CaseInsensitive) == 0)
                m_mapping[WireField::Status] << header(name, value);
            if (!id.isEmpty() && QString::fromUtf8(value) == id)
                add(WireField::RequestId, header(name, value));
        }
    }

    void readWhole(const QByteArray &body)
    {
        if (const auto deltas = m_dialect.decodeAnswer(body))
            readFrame({}, body, *deltas);
    }

    void readStream(QByteArrayView bytes)
    {
        SseReader reader;
        for (const SseEvent &event : reader.feed(bytes)) {
            const QString type =
                event.type == "message" ? QString() : QString::fromUtf8(event.type) + u" › "_s;
            readFrame(type, event.data, m_decoder->decode(event));
        }
    }

    [[nodiscard]] FieldMapping take() { return std::move(m_mapping); }

private:
    static QString header(const QByteArray &name, const QByteArray &value)
    {
        return u"%1: %2"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
    }

    void add(WireField field, const QString &text)
    {
        if (!m_mapping.contains(field))
            m_mapping.insert(field, {text});
    }

    void readFrame(const QString &type, const QByteArray &frame, const QList<Delta> &deltas)
    {
        const QJsonValue json = readJson(frame).value_or(QJsonValue());
        for (const Delta &delta : deltas) {
            find(WireField::AnsweringModel, type, json, delta.model);
            find(WireField::AnswerId, type, json, delta.id);
            find(WireField::Reasoning, type, json, delta.reasoning);
            find(WireField::Text, type, json, delta.text);
            find(WireField::FinishReason, type, json, delta.finishReason);
            if (delta.usage)
                readUsage(type, json, *delta.usage);
            if (delta.end)
                add(WireField::EndMark, type.isEmpty() ? QString::fromUtf8(frame) : type.chopped(3));
        }
    }

    void readUsage(const QString &type, const QJsonValue &json, const Usage &usage)
    {
        find(WireField::InputTokens, type, json, usage.inputTokens, {u"input"_s, u"prompt"_s});
        find(WireField::OutputTokens, type, json, usage.outputTokens, {u"output"_s, u"completion"_s});
        find(WireField::CachedTokens, type, json, usage.cachedTokens, {u"cache"_s});
        find(WireField::CreditsUsed, type, json, usage.creditsUsed, {u"used"_s});
    }

    void find(WireField field, const QString &type, const QJsonValue &json, const QString &text)
    {
        if (text.isEmpty())
            return;
        walk({}, json, [&](const QString &path, const QJsonValue &value) {
            if (value.isString() && value.toString() == text)
                add(field, type + spelled(path, value));
        });
    }

    /// Finds a number by its value and its field's name, because several numbers may be equal by chance.
    template <typename T>
    void find(WireField field, const QString &type, const QJsonValue &json, const std::optional<T> &number,
        const QStringList &names)
    {
        if (!number)
            return;
        walk({}, json, [&](const QString &path, const QJsonValue &value) {
            const QString last = path.section(u'.', -1);
            const bool speaks =
                std::ranges::any_of(names, [&](const QString &name) { return last.contains(name); });
            if (speaks && value.isDouble() && value.toDouble() == static_cast<double>(*number))
                add(field, type + spelled(path, value));
        });
    }

    const Dialect &m_dialect;
    std::unique_ptr<StreamDecoder> m_decoder;
    FieldMapping m_mapping;
};

} // namespace

const QList<WireField> &requestFields()
{
    static const QList<WireField> fields = [] {
        QList<WireField> all{WireField::Model, WireField::System, WireField::Question};
        for (const ChatParameter &parameter : chatParameters())
            all.append(parameter.name);
        return all << WireField::Stream << WireField::Tools << WireField::ToolChoice
                   << WireField::AnswerFormat << WireField::OtherFields;
    }();
    return fields;
}

const QList<WireField> &answerFields()
{
    using enum WireField::Meaning;
    static const QList<WireField> fields{Status, RequestId, AnsweringModel, AnswerId, Reasoning, Text,
        FinishReason, InputTokens, OutputTokens, CachedTokens, CreditsUsed, EndMark};
    return fields;
}

FieldMapping fieldMappingOf(const Dialect &dialect, const ChatRequest &request)
{
    const QJsonObject body = encoded(dialect, request);
    FieldMapping mapping;
    QStringList others = body.keys();
    QStringList seen;
    for (const WireField field : requestFields()) {
        ChatRequest other = request;
        change(other, field);
        const QJsonObject changed = encoded(dialect, other);
        if (changed == body)
            continue;
        QStringList found;
        findChanged({}, body, changed, found);
        found.removeIf(
            [&seen](const QString &part) { return seen.contains(part); }); // it follows from another
        for (const QString &part : std::as_const(found))
            others.removeAll(fieldOf(part));
        seen += found;
        mapping.insert(field, found);
    }
    for (const QString &name : std::as_const(others))
        mapping[WireField::OtherFields] << spelled(name, body.value(name));
    return mapping;
}

FieldMapping fieldMappingOf(const Dialect &dialect, const Recording &received)
{
    const Recording recording = decompressed(received);
    AnswerMapping mapping(dialect);
    if (!recording.head)
        return mapping.take();
    mapping.readHead(*recording.head);
    const QByteArray beginning = recording.bytes(0, ReadBytes);
    if (recording.head->status >= 400)
        return mapping.take();
    if (beginning.trimmed().startsWith('{')) {
        mapping.readWhole(recording.size() <= MostOfPlain ? recording.body() : QByteArray());
        return mapping.take();
    }
    mapping.readStream(beginning);
    const qint64 rest = std::max(ReadBytes, recording.size() - ReadBytes);
    const QByteArray ending = recording.bytes(rest, ReadBytes);
    mapping.readStream(QByteArrayView(ending).sliced(qMax<qsizetype>(0, ending.indexOf("\n\n"))));
    return mapping.take();
}

} // namespace Parlance
