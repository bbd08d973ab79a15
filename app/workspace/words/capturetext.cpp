// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/capturetext.h"

#include "workspace/words/extrajsontext.h"
#include "workspace/words/visiblebytes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

class CaptureWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::CaptureText)

public:
    static QString kindName(JsonValueView::Kind kind)
    {
        switch (kind) {
        case JsonValueView::Kind::Number:
            return tr("a number");
        case JsonValueView::Kind::String:
            return tr("text in quotes");
        case JsonValueView::Kind::Array:
            return tr("a list");
        default:
            return tr("an object");
        }
    }

    static QString problem(const CaptureFault &fault)
    {
        using enum CaptureFault::Reason;
        switch (fault.reason) {
        case Empty:
            return tr("the file is empty.");
        case NotText:
            return tr("this is not text in UTF-8, but a picture or an archive, for example.");
        case NoAnswer:
            return tr("this is neither a HAR file nor an answer.");
        case CutOff:
            return tr("the HAR file ends too early.");
        case NotJson:
            return tr("the HAR file is not JSON: %1.").arg(describeJsonFault(fault.json));
        case WrongType:
            return tr("\"%1\" of the HAR file must be %2.").arg(fault.field, kindName(fault.wanted));
        case NotBase64:
            return tr("\"%1\" of the HAR file is not base64, but its \"encoding\" says so.").arg(fault.field);
        case NoEntries:
            return tr("the HAR file has no request.");
        case TooMany:
            return tr("the file has too many requests or values.");
        case NoColon:
            return tr("a colon is missing after the name of the header.");
        }
        Q_UNREACHABLE_RETURN({});
    }

    static QString advice(CaptureFault::Reason reason)
    {
        using enum CaptureFault::Reason;
        switch (reason) {
        case Empty:
        case NotText:
        case NoAnswer:
            return tr("Open a HAR file, what \"curl -i\" printed, or the body of an answer.");
        case NoEntries:
            return tr("Save it again after a request.");
        case CutOff:
            return tr("Save the file again.");
        case TooMany:
            return tr("Save fewer requests.");
        default:
            return tr("Correct it there, or save the file again.");
        }
    }
};

} // namespace

QString describeCaptureFault(const CaptureFault &fault)
{
    const QString at = CaptureWords::tr("line %1, column %2").arg(fault.place.line).arg(fault.place.column);
    const QString place =
        fault.bytes.isEmpty() ? at : CaptureWords::tr("%1, at “%2”").arg(at, visibleBytes(fault.bytes));
    return place + u": "_s + CaptureWords::problem(fault) + u' ' + CaptureWords::advice(fault.reason);
}

} // namespace Parlance
