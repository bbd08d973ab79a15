// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compose/preparedattachment.h"
#include "view/base/picturedecoder.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QScrollArea;

namespace Parlance {

class AttachmentChip;

/// The images and files that go with a prompt, in a row; hidden while there are none. Files are read, and
/// pictures decoded, in other threads. Everything stays in memory.
class AttachmentBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 20; ///< more than most gateways take in one message

    explicit AttachmentBar(QWidget *parent = nullptr);

    /// Tab goes from the last attachment to this widget.
    void setNext(QWidget *next) { m_next = next; }

    [[nodiscard]] QList<Part> parts() const;
    /// Replaces all, and drops what is still being read.
    void setParts(const QList<Part> &parts);
    /// Adds those that are not there.
    void addParts(const QList<Part> &parts);
    /// Adds these files, in order, once they are read; says why those that cannot be sent are not.
    void addFiles(const QStringList &paths);
    /// Adds a picture in memory, once it is read.
    void addPicture(const QString &name, const QByteArray &bytes);
    /// Adds a picture that has to be encoded first.
    void addPicture(const QImage &picture);
    void addText(const QString &name, const QString &text);

    /// True while a file is being read.
    [[nodiscard]] bool isReading() const { return m_reading > 0; }
    /// True if the last one that was added could not be.
    [[nodiscard]] bool hasFault() const;

Q_SIGNALS:
    /// Something was added, removed, or is sent otherwise, or a reading has ended.
    void changed();
    /// The last one, which had the focus, was removed, so another widget should take the focus.
    void emptied();

private:
    template <typename Read>
    void read(Read reading);
    void take(const QList<PreparedOrFault> &attachments);
    void add(const Part &part, const QString &note = {});
    void remove(AttachmentChip *chip);
    void refuse(const QStringList &faults);
    void arrange();

    QScrollArea *m_strip;
    QHBoxLayout *m_row;
    QLabel *m_fault;
    QList<AttachmentChip *> m_chips;
    QWidget *m_next = nullptr;
    PictureDecoder m_decoder;
    int m_reading = 0; ///< files, or lists of them
    int m_round = 0;   ///< increases when what is being read is not wanted any more
};

} // namespace Parlance
