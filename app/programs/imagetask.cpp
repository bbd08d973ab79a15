// SPDX-License-Identifier: GPL-3.0-or-later
#include "imagetask.h"

#include "client/endpointrun.h"
#include "wire/replyjson.h"
#include "workspace/picturefile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

} // namespace

ImageTask::ImageTask(ImageRequest request, QString output)
    : m_request(std::move(request))
    , m_file(std::move(output))
    , m_reader(std::make_shared<ImageReader>(m_request))
{
}

HttpRun *ImageTask::start(ChatClient &client, const Target &target, QObject *parent)
{
    return new EndpointRun(client, target, endpointRequest(m_request), m_reader, parent);
}

QString ImageTask::fileName(qsizetype index) const
{
    if (m_reader->answer().images.size() < 2 && m_request.n.value_or(1) < 2)
        return m_file;
    const QString suffix = QFileInfo(m_file).suffix();
    const QString end = suffix.isEmpty() ? QString() : u'.' + suffix;
    return u"%1-%2%3"_s.arg(m_file.chopped(end.size())).arg(index + 1).arg(end);
}

QString ImageTask::finish(Output &output, bool isJson)
{
    const ImageAnswer &answer = m_reader->answer();
    for (const QString &remark : answer.remarks)
        tell(remark);
    qsizetype unwritten = 0;
    for (qsizetype i = 0; i < answer.images.size(); ++i) {
        const GeneratedImage &image = answer.images.at(i);
        const bool isWritten = !image.bytes.isEmpty() && !m_file.isEmpty();
        unwritten += isWritten || m_file.isEmpty() ? 0 : 1;
        if (const QString problem = isWritten ? write(i) : QString(); !problem.isEmpty())
            return problem;
        if (!image.revisedPrompt.isEmpty() && !isJson)
            tell(u"revised prompt: "_s + image.revisedPrompt);
        if (!isJson)
            output.write((isWritten ? fileName(i) : image.url) + u'\n');
    }
    return unwritten == 0
               ? QString()
               : u"%1 of %2 pictures came as an address, which is not fetched: not written"_s.arg(unwritten)
                     .arg(answer.images.size());
}

QString ImageTask::write(qsizetype index) const
{
    const QString name = fileName(index);
    const QByteArray &bytes = m_reader->answer().images.at(index).bytes;
    const QString problem = written(name, bytes);
    if (const QString doubt = PictureFile::doubt(name, bytes); problem.isEmpty() && !doubt.isEmpty())
        tell(doubt);
    return problem;
}

void ImageTask::addTo(JsonObjectWriter &object) const
{
    const ImageAnswer &answer = m_reader->answer();
    QList<QByteArray> images;
    for (qsizetype i = 0; i < answer.images.size(); ++i) {
        const GeneratedImage &image = answer.images.at(i);
        const bool isWritten = !image.bytes.isEmpty() && !m_file.isEmpty();
        JsonObjectWriter entry;
        entry.set(u"output"_s, isWritten ? QJsonValue(fileName(i)) : QJsonValue(QJsonValue::Null));
        entry.set(u"base64"_s, orNull(isWritten ? QString() : QString::fromLatin1(image.bytes.toBase64())));
        entry.set(u"url"_s, orNull(image.url));
        entry.set(u"revised_prompt"_s, orNull(image.revisedPrompt));
        images.append(entry.toJson());
    }
    object.setWritten(u"images"_s, writtenArray(images));
    object.set(u"partial_images"_s, answer.partials.size());
    object.set(u"size"_s, orNull(answer.size));
    object.set(u"quality"_s, orNull(answer.quality));
    object.set(u"background"_s, orNull(answer.background));
    object.set(u"output_format"_s, orNull(answer.outputFormat));
    object.setWritten(u"usage"_s, usageToJson(answer.usage));
    object.set(u"remarks"_s, QJsonArray::fromStringList(answer.remarks));
}

} // namespace Parlance
