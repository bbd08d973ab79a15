// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/embeddinganswer.h"

#include "wire/dialects/usagereading.h"
#include "wire/endpoints/vectorreader.h"
#include "wire/erroranswer.h"
#include "wire/jsonpuller.h"
#include "wire/jsonreading.h"
#include "wire/recording.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostWritten = 64 * 1024; ///< of what is no vector: more than any usage or name has
constexpr qsizetype MostOfError = 1024 * 1024;
constexpr qint64 ProgressBytes = 1024 * 1024;

QString place(qsizetype entry)
{
    return u"data[%1]"_s.arg(entry);
}

/// Reads one body.
class Reader
{
public:
    Reader(const Recording &recording, qsizetype inputCount, const std::function<void(qint64)> &progress,
        const std::stop_token &stop)
        : m_pieces(recording)
        , m_progress(progress)
        , m_stop(stop)
        , m_json([this] { return nextPiece(); })
        , m_reader(inputCount)
    {
    }

    /// Why it could not be read, in a sentence; empty if it could.
    [[nodiscard]] QString read();

    bool hasData = false;
    QString model;
    Usage usage;
    QList<std::optional<qint64>> indexes; ///< as they come with the vectors

    [[nodiscard]] Vectors takeVectors() { return m_reader.take(); }
    [[nodiscard]] bool hasReadBase64() const { return m_reader.hasReadBase64(); }

private:
    [[nodiscard]] QByteArrayView nextPiece();
    void readMember(const QByteArray &name);
    void readData();
    void readEntry(const QString &place);

    Recording::Reader m_pieces;
    const std::function<void(qint64)> &m_progress;
    const std::stop_token &m_stop;
    qint64 m_told = 0;
    JsonPuller m_json;
    VectorReader m_reader;
    QString m_problem;
};

QByteArrayView Reader::nextPiece()
{
    if (m_pieces.atEnd() || m_stop.stop_requested())
        return {};
    const Recording::Piece piece = m_pieces.next();
    if (m_progress && piece.offset - m_told >= ProgressBytes) {
        m_told = piece.offset;
        m_progress(m_told);
    }
    return piece.bytes;
}

QString Reader::read()
{
    if (m_json.peek() != '{')
        return u"The response isn't a JSON object."_s;
    for (m_json.open(); m_problem.isEmpty() && m_json.hasNext();)
        readMember(m_json.name());
    if (m_problem.isEmpty() && !m_json.fault().isEmpty())
        m_problem = u"The response isn't valid JSON: %1."_s.arg(m_json.fault());
    return m_problem;
}

void Reader::readMember(const QByteArray &name)
{
    if (name == "data" && m_json.peek() == '[')
        readData();
    else if (name == "model" && m_json.peek() == '"')
        model = QString::fromUtf8(m_json.string(MostWritten));
    else if (name == "usage" && m_json.peek() == '{')
        usage = readUsage(readJson(m_json.written(MostWritten)).value_or(QJsonValue())).value_or(Usage());
    else
        m_json.skip();
}

void Reader::readData()
{
    hasData = true;
    for (m_json.open(); m_problem.isEmpty() && m_json.hasNext();)
        readEntry(place(indexes.size()));
}

void Reader::readEntry(const QString &place)
{
    std::optional<qint64> index;
    bool hasVector = false;
    for (m_json.open(); m_problem.isEmpty() && m_json.hasNext();) {
        const QByteArray name = m_json.name();
        if (name == "embedding" && !hasVector) {
            m_reader.read(m_json, place + u".embedding"_s);
            m_problem = m_reader.problem();
            hasVector = true;
        } else if (name == "index") {
            index = readInteger(readJson('[' + m_json.written(MostWritten) + ']').value_or(QJsonValue())[0]);
        } else {
            m_json.skip();
        }
    }
    indexes.append(index);
    if (!hasVector && m_json.fault().isEmpty())
        m_problem = u"%1 has no embedding."_s.arg(place);
}

/// Says which input each vector belongs to, by the indexes that the server gives (C4).
class Placement
{
public:
    Placement(const QList<std::optional<qint64>> &indexes, qsizetype inputCount);

    /// For each entry the place of its input.
    [[nodiscard]] const QList<qint64> &inputs() const { return m_inputs; }
    /// Why there is no such order; empty if there is.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] const QStringList &remarks() const { return m_remarks; }

private:
    void readShifted();
    void readAllTheSame();

    QList<qint64> m_inputs;
    qsizetype m_inputCount;
    QStringList m_remarks;
};

Placement::Placement(const QList<std::optional<qint64>> &indexes, qsizetype inputCount)
    : m_inputCount(inputCount)
{
    for (const auto &index : indexes)
        m_inputs.append(index.value_or(m_inputs.size()));
    if (!std::ranges::all_of(indexes, &std::optional<qint64>::has_value))
        m_remarks << u"Vectors came without an index; they were taken in their order."_s;
    readShifted();
    readAllTheSame();
}

/// Some servers count from 1.
void Placement::readShifted()
{
    const auto [least, most] = std::ranges::minmax_element(m_inputs);
    if (m_inputs.size() != m_inputCount || m_inputs.isEmpty() || *least != 1 || *most != m_inputCount)
        return;
    for (qint64 &input : m_inputs)
        --input;
    m_remarks << u"The server counts data[].index from 1."_s;
}

/// Some proxies join answers to single texts.
void Placement::readAllTheSame()
{
    const bool isSame =
        std::ranges::all_of(m_inputs, [this](qint64 input) { return input == m_inputs.first(); });
    if (!isSame || m_inputs.size() < 2 || m_inputs.size() != m_inputCount)
        return;
    m_remarks << u"Each data[].index is %1; the vectors were taken in their order."_s.arg(m_inputs.first());
    std::iota(m_inputs.begin(), m_inputs.end(), 0);
}

QString Placement::problem() const
{
    if (m_inputs.isEmpty())
        return u"The answer has no vectors."_s;
    QList<qsizetype> entries(m_inputCount, -1);
    for (qsizetype entry = 0; entry < m_inputs.size(); ++entry) {
        const qint64 input = m_inputs.at(entry);
        if (input < 0 || input >= m_inputCount)
            return u"%1.index is %2, but %3 texts were sent."_s.arg(place(entry))
                .arg(input)
                .arg(m_inputCount);
        if (entries.at(input) >= 0)
            return u"%1 and %2 have the same index %3."_s.arg(place(entries.at(input)), place(entry))
                .arg(input);
        entries[input] = entry;
    }
    return {};
}

/// The entries in the order of their inputs.
QList<qsizetype> orderOf(const QList<qint64> &inputs)
{
    QList<qsizetype> order(inputs.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&inputs](qsizetype entry) { return inputs.at(entry); });
    return order;
}

Vectors inOrder(Vectors vectors, const QList<qsizetype> &order)
{
    if (std::ranges::is_sorted(order))
        return vectors;
    Vectors sorted{.dimension = vectors.dimension};
    sorted.values.reserve(vectors.values.size());
    for (const qsizetype entry : order)
        std::ranges::copy(vectors.at(entry), std::back_inserter(sorted.values));
    return sorted;
}

QString missingText(const QList<qsizetype> &inputs, qsizetype inputCount)
{
    constexpr qsizetype most = 5;
    QStringList missing;
    for (qsizetype input = 0; input < inputCount && missing.size() <= most; ++input) {
        if (!std::ranges::binary_search(inputs, input))
            missing << QString::number(input + 1);
    }
    if (missing.size() > most)
        missing.last() = u"others"_s;
    return u"Only %1 of %2 texts have a vector. Without one: %3."_s.arg(inputs.size())
        .arg(inputCount)
        .arg(missing.join(u", "_s));
}

ChatError protocolError(const QString &message)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = message;
    return error;
}

/// What the server says, if the body is an error under a good status.
ChatError notVectors(const AnswerHead &head, const Recording &recording, const QString &problem)
{
    const QByteArray body = recording.bytes(0, MostOfError);
    const ChatError told = decodeError(head, body);
    return told.kind == ChatError::Kind::Protocol && !isWebPage(body) ? protocolError(problem) : told;
}

EmbeddingAnswer answerOf(Reader &reader, const Placement &placement, qsizetype inputCount)
{
    const QList<qsizetype> order = orderOf(placement.inputs());
    EmbeddingAnswer answer{.model = reader.model,
        .vectors = inOrder(reader.takeVectors(), order),
        .usage = reader.usage,
        .isBase64 = reader.hasReadBase64(),
        .remarks = placement.remarks()};
    for (const qsizetype entry : order)
        answer.inputs.append(placement.inputs().at(entry));
    if (answer.inputs.size() < inputCount)
        answer.remarks << missingText(answer.inputs, inputCount);
    return answer;
}

std::expected<EmbeddingAnswer, ChatError> readBody(const AnswerHead &head, const Recording &recording,
    qsizetype inputCount, const std::function<void(qint64)> &progress, const std::stop_token &stop)
{
    Reader reader(recording, inputCount, progress, stop);
    const QString problem = reader.read();
    if (stop.stop_requested())
        return std::unexpected(protocolError(u"Reading was stopped."_s));
    if (!reader.hasData)
        return std::unexpected(notVectors(
            head, recording, problem.isEmpty() ? u"The answer has no list “data” of vectors."_s : problem));
    if (!problem.isEmpty())
        return std::unexpected(protocolError(problem));
    const Placement placement(reader.indexes, inputCount);
    if (const QString words = placement.problem(); !words.isEmpty())
        return std::unexpected(notVectors(head, recording, words));
    return answerOf(reader, placement, inputCount);
}

} // namespace

std::expected<EmbeddingAnswer, ChatError> readEmbeddings(const Recording &recording, qsizetype inputCount,
    const std::function<void(qint64)> &progress, const std::stop_token &stop)
{
    const Recording::Head received = recording.head.value_or(Recording::Head());
    const AnswerHead head =
        AnswerHead::from(received.status, received.headers, QDateTime::currentDateTimeUtc());
    if (head.isRefusal())
        return std::unexpected(decodeError(head, recording.bytes(0, MostOfError)));
    if (recording.end && recording.end->failure)
        return std::unexpected(*recording.end->failure);
    auto answer = readBody(head, recording, inputCount, progress, stop);
    if (!answer) {
        answer.error().httpStatus = received.status;
        answer.error().requestId = head.requestId;
    }
    return answer;
}

} // namespace Parlance
