// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddingtask.h"

#include "measure/similarity.h"
#include "measure/vectorfiles.h"
#include "wire/replyjson.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray fileOf(const QString &name, const Vectors &vectors, const QStringList &texts)
{
    if (name.endsWith(".npy"_L1, Qt::CaseInsensitive))
        return npyOf(vectors);
    return name.endsWith(".csv"_L1, Qt::CaseInsensitive) ? csvOf(vectors, texts) : jsonOf(vectors, texts);
}

} // namespace

EmbeddingTask::EmbeddingTask(EmbeddingRequest request, QString output)
    : m_request(std::move(request))
    , m_file(std::move(output))
{
}

HttpRun *EmbeddingTask::start(ChatClient &client, const Target &target, QObject *parent)
{
    return m_run = new EmbeddingRun(client, target, m_request, parent);
}

/// Those that have a vector.
QStringList EmbeddingTask::texts() const
{
    QStringList texts;
    for (const qsizetype input : m_run->answer().inputs)
        texts << m_request.inputs.at(input);
    return texts;
}

QString EmbeddingTask::finish(Output &output, bool isJson)
{
    const EmbeddingAnswer &answer = m_run->answer();
    for (const QString &remark : answer.remarks)
        tell(remark);
    if (answer.vectors.count() == 0)
        return {};
    if (!m_file.isEmpty()) {
        const QString problem = written(m_file, fileOf(m_file, answer.vectors, texts()));
        if (!problem.isEmpty())
            return problem;
    } else if (!isJson) {
        print(output);
    }
    const qsizetype missing = m_request.inputs.size() - answer.vectors.count();
    return missing == 0 ? QString() : u"texts without a vector: %1"_s.arg(missing);
}

void EmbeddingTask::print(Output &output) const
{
    constexpr qsizetype enough = 60;
    const QStringList texts = this->texts();
    const QList<double> lengths = norms(m_run->answer().vectors);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString line = texts.at(i).left(8 * enough).simplified();
        output.write(u"%1 numbers, norm %2: %3\n"_s.arg(m_run->answer().vectors.dimension)
                .arg(lengths.at(i), 0, 'f', 4)
                .arg(line.size() <= enough ? line : line.left(enough - 1) + u'…'));
    }
}

void EmbeddingTask::addTo(JsonObjectWriter &object) const
{
    const EmbeddingAnswer &answer = m_run->answer();
    QList<QByteArray> entries;
    for (qsizetype i = 0; i < answer.vectors.count() && m_file.isEmpty(); ++i) {
        JsonObjectWriter entry;
        entry.set(u"index"_s, answer.inputs.at(i));
        entry.setWritten(u"embedding"_s, jsonOf(answer.vectors.at(i)));
        entries.append(entry.toJson());
    }
    object.set(u"model"_s, answer.model);
    object.set(u"dimension"_s, answer.vectors.dimension);
    object.setWritten(u"data"_s, writtenArray(entries));
    object.set(u"output"_s, m_file.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_file));
    object.setWritten(u"usage"_s, usageToJson(answer.usage));
    object.set(u"remarks"_s, QJsonArray::fromStringList(answer.remarks));
}

} // namespace Parlance
