// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/soundinput.h"

#include "chat/visibletext.h"
#include "sound/sounddecoder.h"
#include "ui/endpoints/runfigures.h"
#include "ui/export/saveas.h"
#include "view/base/elidedlabel.h"
#include "view/base/plainlabel.h"
#include "view/base/tooltip.h"
#include "workspace/words/soundtext.h"

#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype RoomForHeads = 256 * 1024; ///< of the request that takes a recording
constexpr int LevelSteps = 100;
constexpr double Quiet = 0.001; ///< -60 dBFS

using Decoded = std::shared_ptr<const SoundBuffer>;

Decoded decoded(const QByteArray &bytes, const std::stop_token &stop)
{
    SoundDecoder decoder;
    decoder.feed(bytes, stop);
    decoder.finish(stop);
    return decoder.sound();
}

QString lengthOf(const SoundBuffer &samples)
{
    return SoundText::time(std::chrono::milliseconds(static_cast<qint64>(samples.seconds() * 1000)));
}

} // namespace

SoundInput::FileState SoundInput::FileState::of(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() ? FileState{.size = info.size(), .modified = info.lastModified()} : FileState();
}

SoundInput::SoundInput(SoundDevice::Backend backend, QWidget *parent)
    : DropFrame(parent)
    , m_recorder(SoundFile::UsualMostBytes - RoomForHeads, backend)
    , m_name(new ElidedLabel)
    , m_about(new QLabel)
    , m_problem(plainLabel(u"soundInputProblem"_s, u"warning"_s))
    , m_level(new QProgressBar)
    , m_choose(new QPushButton(tr("Choose a file…")))
    , m_record(new QPushButton(tr("Record")))
    , m_save(new QPushButton(tr("Save…")))
{
    setObjectName(u"soundInput"_s);
    buildLayout();
    connect(this, &DropFrame::filesDropped, this, &SoundInput::openFiles);
    connect(m_choose, &QPushButton::clicked, this, &SoundInput::chooseFile);
    connect(m_record, &QPushButton::clicked, this, &SoundInput::toggleRecording);
    connect(m_save, &QPushButton::clicked, this, &SoundInput::saveRecording);
    connect(&m_recorder, &SoundRecorder::recorded, this, &SoundInput::showLevel);
    connect(&m_recorder, &SoundRecorder::changed, this, &SoundInput::followRecorder);
    connect(this, &SoundInput::soundChanged, this, &SoundInput::changed);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SoundInput::changed);
    showSound();
}

SoundInput::~SoundInput()
{
    m_recorder.disconnect(this);
    m_decoding.request_stop();
}

void SoundInput::buildLayout()
{
    m_name->setObjectName(u"soundName"_s);
    m_about->setObjectName(u"soundAbout"_s);
    m_about->setProperty("role", u"secondary"_s);
    m_problem->hide();
    m_level->setObjectName(u"soundLevel"_s);
    m_level->setAccessibleName(tr("Loudness"));
    m_level->setTextVisible(false);
    m_level->setFixedHeight(4);
    m_level->setRange(0, LevelSteps);
    m_choose->setObjectName(u"chooseSound"_s);
    m_record->setObjectName(u"recordSound"_s);
    m_save->setObjectName(u"saveRecording"_s);
    m_save->setAccessibleName(tr("Save the recording"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_choose);
    buttons->addWidget(m_record);
    buttons->addWidget(m_save);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(m_name);
    layout->addWidget(m_about);
    layout->addWidget(m_level);
    layout->addLayout(buttons);
    layout->addWidget(m_problem);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QStringList SoundInput::doubts() const
{
    if (!m_sound)
        return {};
    QStringList doubts{SoundFile::typeDoubt(m_sound->file), SoundFile::sizeDoubt(m_sound->file)};
    if (!m_path.isEmpty() && FileState::of(m_path) != m_read) {
        const bool isGone = !QFileInfo::exists(m_path);
        const QString name = visibleLine(m_sound->file.name);
        doubts << (isGone ? tr("%1 is no longer on the disk. What was read of it is sent.").arg(name)
                          : tr("%1 has changed on the disk. What was read before is sent; choose the file "
                               "again to send the new one.")
                                .arg(name));
    }
    doubts.removeAll(QString());
    return doubts;
}

void SoundInput::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose an audio file"), QFileInfo(m_path).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Sound (%1)").arg(u"*.wav *.mp3 *.mpga *.mpeg *.flac *.ogg *.opus *.m4a *.mp4 *.webm *.aac"_s),
            tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { openFile(path); });
    dialog->open();
}

void SoundInput::openFiles(const QStringList &paths)
{
    openFile(paths.first(), paths.size() > 1 ? tr("One file at a time: the first is used.") : QString());
}

void SoundInput::openFile(const QString &path, const QString &note)
{
    if (m_reading)
        m_reading->reject();
    m_reading = workVisibly(
        this, tr("Reading %1…").arg(visibleLine(QFileInfo(path).fileName())),
        [path](const std::stop_token &stop) {
            return ReadFile{.state = FileState::of(path), .file = SoundFile::read(path, stop)};
        },
        [this, path, note](const ReadFile &read) { takeFile(path, read, note); });
    connect(m_reading, &WorkSign::finished, this, &SoundInput::changed);
    Q_EMIT changed();
}

void SoundInput::takeFile(const QString &path, const ReadFile &read, const QString &note)
{
    if (!read.file)
        return showProblem(read.file.error());
    if (!SoundFile::isSound(*read.file))
        return showProblem(SoundFile::typeDoubt(*read.file));
    m_read = read.state;
    watch(path);
    take({.file = *read.file});
    showProblem(note);
}

void SoundInput::watch(const QString &path)
{
    if (!m_path.isEmpty())
        m_watcher.removePath(m_path);
    m_path = path;
    if (!m_path.isEmpty())
        m_watcher.addPath(m_path);
}

void SoundInput::take(const ChosenSound &sound)
{
    if (m_sound && m_sound.use_count() == 1) // no transcript plays it
        m_decoding.request_stop();
    m_sound = std::make_shared<ChosenSound>(sound);
    showProblem({});
    decode();
    showSound();
    Q_EMIT soundChanged();
}

void SoundInput::decode()
{
    m_decoding = {};
    inBackground(
        this, [bytes = m_sound->file.bytes, stop = m_decoding.get_token()] { return decoded(bytes, stop); },
        [this, chosen = std::weak_ptr(m_sound)](const Decoded &samples) {
            const std::shared_ptr<ChosenSound> sound = chosen.lock();
            if (!sound)
                return;
            sound->samples = samples;
            sound->isUnplayable = !samples;
            if (sound != m_sound)
                return;
            showSound();
            Q_EMIT soundChanged();
        });
}

void SoundInput::toggleRecording()
{
    if (isRecording())
        return m_recorder.stop();
    if (m_reading)
        m_reading->reject();
    m_loudest = 0;
    m_recorder.start();
}

/// A recording that could not begin leaves what was chosen before.
void SoundInput::followRecorder()
{
    const QByteArray wav = isRecording() ? QByteArray() : m_recorder.wav();
    if (!wav.isEmpty()) {
        watch({});
        take({.file = SoundFile::of(u"recording.wav"_s, wav), .isRecording = true});
    } else {
        showSound();
        Q_EMIT changed();
    }
    const bool isSilent = !wav.isEmpty() && m_loudest < Quiet;
    const QString silent = isSilent ? tr("Only silence was recorded. Is the microphone muted?") : QString();
    showProblem(m_recorder.problem().isEmpty() ? silent : m_recorder.problem());
}

void SoundInput::showLevel()
{
    m_loudest = std::max(m_loudest, m_recorder.level());
    m_level->setValue(static_cast<int>(m_recorder.level() * LevelSteps));
    m_about->setText(SoundText::time(m_recorder.duration()));
}

void SoundInput::showSound()
{
    m_level->setVisible(isRecording());
    m_choose->setEnabled(!isRecording());
    m_save->setVisible(!isRecording() && m_sound && m_sound->isRecording);
    setAcceptDrops(!isRecording());
    m_record->setText(isRecording() ? tr("Stop recording") : tr("Record"));
    if (isRecording()) {
        m_name->setText(tr("Recording…"));
        m_about->show();
        return showLevel();
    }
    m_about->setVisible(m_sound != nullptr);
    if (!m_sound)
        return m_name->setText(tr("Drop an audio file here"));
    const QString name = visibleLine(m_sound->file.name);
    m_name->setText(m_sound->isRecording ? tr("Your recording") : name);
    m_name->setToolTip(plainToolTip(name));
    m_about->setText(about());
}

QString SoundInput::about() const
{
    QStringList about{nameOf(soundTypeOf(m_sound->file.bytes)), briefSize(m_sound->file.bytes.size())};
    if (m_sound->samples)
        about << lengthOf(*m_sound->samples);
    if (m_sound->isUnplayable)
        about << tr("cannot be played here");
    return about.join(u" · "_s);
}

void SoundInput::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void SoundInput::saveRecording()
{
    const auto write = [bytes = m_sound->file.bytes] {
        return bytes;
    };
    const std::shared_ptr<ChosenSound> saved = m_sound;
    if (SaveAs::ask(window(), m_save->accessibleName(), u"recording"_s,
            {{.suffix = u"wav"_s, .name = nameOf(SoundType::Wav), .write = write}}))
        saved->isSaved = true;
}

} // namespace Parlance
