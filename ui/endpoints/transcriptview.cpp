// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/transcriptview.h"

#include "chat/visibletext.h"
#include "client/endpointrun.h"
#include "ui/endpoints/transcriptcomparison.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "wire/endpoints/subtitles.h"
#include "wire/endpoints/transcriptjson.h"
#include "workspace/words/soundtext.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

QLabel *makeLine(const QString &name)
{
    QLabel *line = plainLabel(name, u"secondary"_s);
    line->setContentsMargins(16, 8, 12, 0);
    line->hide();
    return line;
}

bool hasWords(const Transcription &transcript)
{
    return !transcript.text.isEmpty() || !transcript.segments.isEmpty();
}

bool asksForTimes(const TranscriptionRequest &request)
{
    static const QStringList timed{u"verbose_json"_s, u"srt"_s, u"vtt"_s, u"diarized_json"_s};
    return request.responseFormat && timed.contains(*request.responseFormat);
}

QByteArray withLineEnd(const QString &text)
{
    return (text.endsWith(u'\n') ? text : text + u'\n').toUtf8();
}

} // namespace

TranscriptView::TranscriptView(std::function<Question()> question, QWidget *parent)
    : EndpointView(parent)
    , m_ask(std::move(question))
    , m_about(makeLine(u"transcriptAbout"_s))
    , m_compared(makeLine(u"wordErrors"_s))
    , m_text(new TranscriptText)
    , m_save(new QPushButton(tr("Save…")))
{
    buildLayout();
    m_showSoon.setSingleShot(true);
    m_showSoon.setInterval(30ms);
    connect(&m_showSoon, &QTimer::timeout, this, &TranscriptView::showTranscript);
    connect(m_text, &TranscriptText::partRequested, this, &TranscriptView::partRequested);
    connect(m_save, &QPushButton::clicked, this, &TranscriptView::save);
}

void TranscriptView::buildLayout()
{
    m_save->setObjectName(u"saveTranscript"_s);
    lookLikeLink(m_save);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(16, 2, 12, 4);
    bottom->addStretch();
    bottom->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_about);
    layout->addWidget(m_compared);
    layout->addWidget(m_text, 1);
    layout->addLayout(bottom);
}

std::unique_ptr<HttpRun> TranscriptView::start(ChatClient &client, const Target &target, const QString &model)
{
    m_next = m_ask();
    m_next.request.model = model;
    const auto reader = std::make_shared<TranscriptReader>();
    m_newest = reader;
    auto run = std::make_unique<EndpointRun>(client, target, endpointRequest(m_next.request), reader);
    m_run = run.get();
    return run;
}

/// What is shown comes from the newest run, and that still runs.
bool TranscriptView::isRunning() const
{
    return m_reader && m_reader == m_newest.lock() && m_run->state() == HttpRun::State::Running;
}

bool TranscriptView::hasArrived() const
{
    return hasWords(m_newest.lock()->transcript());
}

void TranscriptView::showRun()
{
    m_reader = m_newest.lock();
    m_question = m_next;
    if (!isRunning())
        showTranscript();
    else if (!m_showSoon.isActive())
        m_showSoon.start();
}

/// While a text comes, its segments come behind it.
Transcription TranscriptView::shown() const
{
    Transcription transcript = m_reader->transcript();
    if (isRunning() && !transcript.text.isEmpty())
        transcript.segments.clear();
    return transcript;
}

void TranscriptView::showTranscript()
{
    m_showSoon.stop();
    const Transcription transcript = shown();
    const QString about = this->about(transcript);
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
    m_text->setPlaceholderText(isRunning() ? QString() : tr("No words were heard."));
    m_text->showText(TimedText::of(transcript));
}

QString TranscriptView::about(const Transcription &transcript) const
{
    QStringList parts;
    if (!transcript.language.isEmpty())
        parts << visibleLine(transcript.language);
    if (transcript.duration)
        parts << SoundText::time(std::chrono::milliseconds(static_cast<qint64>(*transcript.duration * 1000)));
    if (!transcript.segments.isEmpty())
        parts << tr("%n segments", nullptr, static_cast<int>(transcript.segments.size()));
    if (!transcript.words.isEmpty())
        parts << tr("%n words with times", nullptr, static_cast<int>(transcript.words.size()));
    if (transcript.billedSeconds)
        parts << tr("%1 s billed").arg(*transcript.billedSeconds);
    return parts.join(u" · "_s);
}

void TranscriptView::clear()
{
    m_showSoon.stop();
    m_reader.reset();
    m_question = {};
    m_about->hide();
    m_text->showText({});
    showNoComparison();
}

bool TranscriptView::isEmpty() const
{
    return !m_reader; // without words, it is shown that none were heard
}

Usage TranscriptView::usage() const
{
    return m_reader ? m_reader->transcript().usage : Usage();
}

QStringList TranscriptView::remarks() const
{
    if (isEmpty() || isRunning())
        return {};
    const Transcription &transcript = m_reader->transcript();
    const TranscriptionRequest &request = m_question.request;
    if (m_text->timed().isCut)
        return {tr("Too long to be shown whole: the first %1 lines are here, and all are exported.")
                .arg(QLocale().toString(TimedText::MostLines))};
    if (asksForTimes(request) && transcript.segments.isEmpty() && transcript.words.isEmpty())
        return {tr("No timestamps in the response, so no part can be played.")};
    if (request.timestampGranularities.contains(u"word"_s) && transcript.words.isEmpty())
        return {tr("No timestamps of words in the response.")};
    return {};
}

QList<SaveAs::Form> TranscriptView::forms(const Transcription &transcript)
{
    QList<SaveAs::Form> forms{{.suffix = u"txt"_s, .name = tr("Text"), .write = [transcript] {
                                   return withLineEnd(transcript.text);
                               }}};
    const QString &written = transcript.written;
    const bool isVtt = written.startsWith("WEBVTT"_L1);
    if (!transcript.segments.isEmpty()) {
        const bool isSrt = !written.isEmpty() && !isVtt;
        forms.append({.suffix = u"srt"_s, .name = tr("SubRip subtitles"), .write = [transcript, isSrt] {
                          return (isSrt ? transcript.written : srtOf(transcript.segments)).toUtf8();
                      }});
        forms.append({.suffix = u"vtt"_s, .name = tr("WebVTT subtitles"), .write = [transcript, isVtt] {
                          return (isVtt ? transcript.written : vttOf(transcript.segments)).toUtf8();
                      }});
    }
    forms.append({.suffix = u"json"_s, .name = u"JSON"_s, .write = [transcript] {
                      return transcriptToJson(transcript) + '\n';
                  }});
    return forms;
}

void TranscriptView::save()
{
    const QString name = QFileInfo(m_question.request.file.name).completeBaseName();
    SaveAs::ask(this, tr("Export the transcript"), name, forms(m_reader->transcript()));
}

QString TranscriptView::endedText() const
{
    return m_reader && !isRunning() ? m_text->timed().text : QString();
}

void TranscriptView::showCompared(const QString &words)
{
    m_compared->setText(words);
    m_compared->setVisible(!words.isEmpty());
}

void TranscriptView::showAsRight(const QList<WordPlace> &marks)
{
    m_text->setMarks(marks, true);
    showCompared(tr("Counts as right: the others are compared with it"));
}

void TranscriptView::showComparison(const TranscriptComparison &comparison, const QString &rightName)
{
    m_text->setMarks(comparison.marks().right, false);
    showCompared(comparison.describe(rightName));
}

void TranscriptView::showNoComparison()
{
    m_text->setMarks({}, false);
    showCompared({});
}

void TranscriptView::follow(const std::shared_ptr<const ChosenSound> &sound, std::optional<double> seconds)
{
    m_text->setTime(sound == m_question.sound ? seconds : std::nullopt);
}

} // namespace Parlance
