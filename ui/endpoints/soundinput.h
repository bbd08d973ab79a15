// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/soundbuffer.h"
#include "sound/soundrecorder.h"
#include "view/base/dropframe.h"
#include "view/base/worksign.h"
#include "workspace/soundfile.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Parlance {

class ElidedLabel;

/// A sound that the user chose or recorded, in memory.
struct ChosenSound
{
    UploadFile file;
    bool isRecording = false;
    bool isSaved = false;                            ///< a recording that the user has saved
    std::shared_ptr<const SoundBuffer> samples = {}; ///< null until it is decoded, and if it cannot be
    bool isUnplayable = false;                       ///< it cannot be decoded here
};

/// Takes an audio file by dialog or drop, or records one into memory. What cannot be used is said, and what
/// was chosen before stays. A file is read once, in another thread: what becomes of it on the disk changes
/// nothing.
class SoundInput : public DropFrame
{
    Q_OBJECT

public:
    explicit SoundInput(SoundDevice::Backend backend, QWidget *parent = nullptr);
    ~SoundInput() override;

    /// Null if there is none yet.
    [[nodiscard]] std::shared_ptr<const ChosenSound> sound() const { return m_sound; }
    [[nodiscard]] bool isRecording() const { return m_recorder.isRecording(); }
    /// True while a chosen file is read.
    [[nodiscard]] bool isReading() const { return m_reading && m_reading->isWorking(); }
    /// Ends a recording and keeps it.
    void stopRecording() { m_recorder.stop(); }
    /// What is doubtful about the sound before it is sent: a sentence each.
    [[nodiscard]] QStringList doubts() const;

    /// Reads this file in place of one that is still read. `note` is said with it.
    void openFile(const QString &path, const QString &note = {});
    void chooseFile();

Q_SIGNALS:
    /// There is another sound, or it was decoded.
    void soundChanged();
    /// The same, its file changed on the disk, or reading or a recording began or ended.
    void changed();

private:
    /// How a file was when it was read.
    struct FileState
    {
        qint64 size = -1; ///< -1 if it does not exist
        QDateTime modified;

        [[nodiscard]] static FileState of(const QString &path);
        bool operator==(const FileState &) const = default;
    };
    struct ReadFile
    {
        FileState state;
        std::expected<UploadFile, QString> file; ///< or why it cannot be read
    };

    void buildLayout();
    void openFiles(const QStringList &paths);
    void takeFile(const QString &path, const ReadFile &read, const QString &note);
    void take(const ChosenSound &sound);
    void decode();
    void watch(const QString &path);
    void toggleRecording();
    void followRecorder();
    void showLevel();
    void showSound();
    [[nodiscard]] QString about() const;
    void showProblem(const QString &problem);
    void saveRecording();

    SoundRecorder m_recorder;
    double m_loudest = 0; ///< of the recording
    std::shared_ptr<ChosenSound> m_sound;
    QPointer<WorkSign> m_reading;
    std::stop_source m_decoding;
    QFileSystemWatcher m_watcher;
    QString m_path; ///< of the file; empty for a recording
    FileState m_read;
    ElidedLabel *m_name;
    QLabel *m_about;
    QLabel *m_problem;
    QProgressBar *m_level;
    QPushButton *m_choose;
    QPushButton *m_record;
    QPushButton *m_save;
};

} // namespace Parlance
