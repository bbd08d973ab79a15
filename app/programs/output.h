// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

/// Standard output of a program that takes its time. It may stop taking anything while nothing is written: a
/// reader such as `head` goes away.
class Output : public QObject
{
    Q_OBJECT

public:
    explicit Output(QObject *parent = nullptr);

    /// Writes all of this at once; nothing after a failure. To a terminal, control characters go as visible
    /// signs.
    void write(const QString &text);
    /// Writes bytes as they are.
    void write(const QByteArray &bytes);
    /// Writes this JSON object as a line. To a terminal, characters that it would act on go as \uXXXX.
    void writeJson(const QByteArray &json);
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }
    /// Why nothing more can be written, in words for the user; empty if it can.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    /// Emitted once, when there is a problem.
    void failed();

private:
    void fail(const QString &problem);

    const bool m_isTerminal;
    QString m_problem;
};

} // namespace Parlance
