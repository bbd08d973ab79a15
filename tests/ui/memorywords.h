// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// Words that occur nowhere else: where one of them turns up, it came from here.
namespace Parlance::MemoryWords {

inline const QString prompt = QStringLiteral("promptcanary4711");
inline const QString system = QStringLiteral("systemcanary4711");
inline const QString key = QStringLiteral("sk-keycanary4711");
inline const QString answer = QStringLiteral("answercanary4711");
inline const QString fileName = QStringLiteral("filecanary4711");
inline const QString sound = QStringLiteral("soundcanary4711 "); ///< as samples of 16 bits
inline const QString attachment = QStringLiteral("attachmentcanary4711");
inline const QString attachedName = QStringLiteral("attachednamecanary4711");
inline const QStringList all{prompt, system, key, answer, fileName, sound, attachment, attachedName};

} // namespace Parlance::MemoryWords
