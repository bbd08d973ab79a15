// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/transcriptionpage.h"

#include "chat/visibletext.h"
#include "ui/compose/parameterrow.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/transcriptcomparison.h"
#include "view/base/background.h"
#include "view/base/plainlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QString Kind = u"transcription"_s;

constexpr QLatin1StringView Format("response_format");
constexpr QLatin1StringView Granularities("timestamp_granularities[]");
constexpr QLatin1StringView Include("include[]");
constexpr QLatin1StringView Stream("stream");
constexpr QLatin1StringView Language("language");
constexpr QLatin1StringView Temperature("temperature");
constexpr QLatin1StringView Prompt("prompt");

/// A word without a length can hardly be heard.
constexpr double ShortestPart = 0.3;

SoundPlayer::Time timeOf(double seconds)
{
    return SoundPlayer::Time(static_cast<qint64>(seconds * 1000));
}

/// A microphone.
QPainterPath icon()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(-2.5, -7, 5, 9), 2.5, 2.5);
    path.moveTo(-5, -1);
    path.arcTo(QRectF(-5, -6, 10, 10), 180, 180);
    path.moveTo(0, 4);
    path.lineTo(0, 7);
    return path;
}

} // namespace

PageKind TranscriptionPage::pageKind(const Services &services)
{
    return {.id = Kind,
        .name = tr("&Transcription page"),
        .tab = tr("Transcription"),
        .toolTip = tr("Turn an audio file or a recording into text, with any number of models side by side"),
        .icon = icon(),
        .openText = tr("Open in &Transcription"),
        .make = [services](const PageKinds &) {
            return new TranscriptionPage(services);
        }};
}

TranscriptionPage::TranscriptionPage(const Services &services, SoundDevice::Backend backend, QWidget *parent)
    : EndpointPage(Kind, services,
          {.endpoint = EndpointKind::Transcription,
              .demo = {u"demo-hear"_s, u"demo-hear-brief"_s},
              .live = {u"whisper-1"_s, u"gpt-4o-transcribe"_s, u"gpt-4o-mini-transcribe"_s}},
          tr("&Transcribe"), parent)
    , m_input(new SoundInput(backend))
    , m_played(plainLabel(u"playedSound"_s, u"secondary"_s))
    , m_player(new SoundBar(backend))
{
    inputs()->addWidget(m_input);
    inputs()->addWidget(m_played);
    inputs()->addWidget(m_player);
    m_player->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    addParameters();
    load(nullptr);
    connect(m_input, &SoundInput::soundChanged, this, [this] { load(m_input->sound()); });
    connect(m_input, &SoundInput::changed, this, [this] {
        if (m_input->isRecording())
            m_player->player()->pause(); // it would be recorded
        m_player->setEnabled(!m_input->isRecording());
        noteInput();
        showState();
    });
    connect(m_player->player(), &SoundPlayer::changed, this, [this] {
        showPlayed();
        showState();
    });
    connect(m_player->player(), &SoundPlayer::moved, this, &TranscriptionPage::showPlayed);
}

void TranscriptionPage::addParameters()
{
    auto *format = ParameterRow::makeChoice(Format, tr("Format"),
        {u"json"_s, u"verbose_json"_s, u"text"_s, u"srt"_s, u"vtt"_s, u"diarized_json"_s}, true);
    addParameter(format);
    format->setValue(u"verbose_json"_s); // only this tells times and a text
    addParameter(ParameterRow::makeChoice(
        Granularities, tr("Timestamps"), {u"segment"_s, u"word"_s, u"segment, word"_s}, true));
    addParameter(ParameterRow::makeChoice(Include, tr("Include"), {u"logprobs"_s}, true));
    addParameter(ParameterRow::makeSwitch(Stream, tr("Stream"), tr("streamed"), tr("all at once")));
    addParameter(ParameterRow::makeChoice(Language, tr("Language"),
        {u"en"_s, u"de"_s, u"es"_s, u"fr"_s, u"it"_s, u"ja"_s, u"pt"_s, u"zh"_s}, true));
    auto *temperature = ParameterRow::makeNumber(Temperature, tr("Temperature"), 0);
    temperature->setBounds(0, 1);
    addParameter(temperature);
    addParameter(
        ParameterRow::makeText(Prompt, tr("Prompt"), tr("Names and terms that may be said")), Keep::Private);
}

QStringList TranscriptionPage::list(QLatin1StringView name) const
{
    QStringList values;
    for (const QString &value : text(name).value_or(QString()).split(u',', Qt::SkipEmptyParts))
        values << value.trimmed();
    return values;
}

TranscriptionRequest TranscriptionPage::request() const
{
    const QJsonValue temperature = parameter(Temperature);
    const QJsonValue stream = parameter(Stream);
    return {.file = m_input->sound() ? m_input->sound()->file : UploadFile(),
        .model = {},
        .language = text(Language),
        .prompt = text(Prompt),
        .responseFormat = text(Format),
        .temperature = temperature.isDouble() ? std::optional(temperature.toDouble()) : std::nullopt,
        .timestampGranularities = list(Granularities),
        .include = list(Include),
        .stream = stream.isBool() ? std::optional(stream.toBool()) : std::nullopt};
}

EndpointView *TranscriptionPage::makeView()
{
    auto *view = new TranscriptView(
        [this] { return TranscriptView::Question{.request = request(), .sound = m_input->sound()}; });
    connect(view, &TranscriptView::partRequested, this,
        [this, view](const TimedText::Part &part) { play(view->sound(), part); });
    return view;
}

void TranscriptionPage::load(const std::shared_ptr<const ChosenSound> &sound)
{
    const bool isOther = sound && sound != m_input->sound();
    m_loaded = sound;
    m_player->setSound(sound ? sound->samples : nullptr);
    m_player->setVisible(sound && sound->samples);
    showPlayedName(isOther ? visibleLine(sound->file.name) : QString());
}

void TranscriptionPage::showPlayedName(const QString &words)
{
    m_played->setText(words);
    m_played->setVisible(!words.isEmpty());
}

/// A transcript stays that of its sound, also when another one was chosen since.
void TranscriptionPage::play(const std::shared_ptr<const ChosenSound> &sound, const TimedText::Part &part)
{
    if (sound->isUnplayable)
        showPlayedName(
            tr("%1 cannot be played here, only WAV, MP3 and FLAC.").arg(visibleLine(sound->file.name)));
    if (!sound->samples || m_input->isRecording()) // it would be recorded
        return;
    if (sound != m_loaded)
        load(sound);
    m_player->player()->play(timeOf(part.start), timeOf(std::max(part.end, part.start + ShortestPart)));
}

void TranscriptionPage::showPlayed()
{
    const SoundPlayer *player = m_player->player();
    const std::optional<double> seconds =
        player->isPlaying() ? std::optional(std::chrono::duration<double>(player->position()).count())
                            : std::nullopt;
    for (qsizetype i = 0; i < columns().size(); ++i)
        viewAt(i)->follow(m_loaded, seconds);
}

void TranscriptionPage::applyZoom(qreal factor)
{
    EndpointPage::applyZoom(factor);
    m_player->setZoom(factor);
}

RequestCheck TranscriptionPage::check(const QString &model) const
{
    if (m_input->isRecording())
        return {.problem = tr("Stop the recording first.")};
    if (m_input->isReading())
        return {.problem = tr("The file is still being read.")};
    if (!m_input->sound())
        return {.problem = tr("Choose an audio file, or record one.")};
    TranscriptionRequest checked = request();
    checked.model = model;
    RequestCheck result = Parlance::check(checked);
    result.hints = m_input->doubts() + result.hints;
    return result;
}

bool TranscriptionPage::hasInput() const
{
    return m_input->sound() || text(Prompt);
}

void TranscriptionPage::focusInput()
{
    m_input->findChild<QPushButton *>(u"chooseSound"_s)->setFocus();
}

Page::State TranscriptionPage::state() const
{
    return m_input->isRecording() ? State::Busy : EndpointPage::state();
}

Unsaved TranscriptionPage::unsaved() const
{
    Unsaved unsaved = EndpointPage::unsaved();
    const std::shared_ptr<const ChosenSound> sound = m_input->sound();
    const bool hasRecording = sound && sound->isRecording && !sound->isSaved;
    unsaved.input = hasRecording || m_input->isRecording() || text(Prompt);
    return unsaved;
}

void TranscriptionPage::drop()
{
    m_input->stopRecording();
    load(nullptr);
    EndpointPage::drop();
}

bool TranscriptionPage::can(Command command) const
{
    return EndpointPage::can(command) || (command == Command::Stop && m_player->player()->isPlaying());
}

void TranscriptionPage::act(Command command)
{
    if (command == Command::Stop) {
        m_input->stopRecording();
        m_player->player()->pause();
    }
    EndpointPage::act(command);
}

TranscriptView *TranscriptionPage::viewAt(qsizetype place) const
{
    return static_cast<TranscriptView *>(columns().at(place)->view());
}

/// Those of the sound that the first column has a transcript of.
QStringList TranscriptionPage::comparableTexts() const
{
    QStringList texts;
    for (qsizetype i = 0; i < columns().size(); ++i) {
        const bool isSameSound = viewAt(i)->sound() == viewAt(0)->sound();
        texts << (isSameSound ? viewAt(i)->endedText() : QString());
    }
    const bool isAny = std::ranges::count_if(texts, [](const QString &text) { return !text.isEmpty(); }) > 1;
    return isAny && !texts.first().isEmpty() ? texts : QStringList();
}

void TranscriptionPage::columnsChanged()
{
    const QStringList texts = comparableTexts();
    if (std::exchange(m_compared, texts) != texts)
        compare();
}

void TranscriptionPage::compare()
{
    for (qsizetype i = 0; i < columns().size(); ++i)
        viewAt(i)->showNoComparison();
    if (m_compared.isEmpty())
        return;
    viewAt(0)->showAsRight({});
    for (qsizetype i = 1; i < m_compared.size(); ++i) {
        if (m_compared.at(i).isEmpty())
            continue;
        inBackground(
            this,
            [right = m_compared.first(), heard = m_compared.at(i)] {
                return TranscriptComparison(right, heard);
            },
            [this, i, compared = m_compared](const TranscriptComparison &comparison) {
                if (compared == m_compared)
                    showComparison(i, comparison);
            });
    }
}

/// The right text is marked if only one other is beside it.
void TranscriptionPage::showComparison(qsizetype place, const TranscriptComparison &comparison)
{
    viewAt(place)->showComparison(comparison, columns().first()->name());
    if (columns().size() == 2)
        viewAt(0)->showAsRight(comparison.marks().left);
}

} // namespace Parlance
