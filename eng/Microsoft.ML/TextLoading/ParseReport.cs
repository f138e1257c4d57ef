using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Counts what could not be read and says so in the log.</summary>
internal sealed class ParseReport(IHostEnvironment host)
{
    private const int MostMessages = 10;
    private long _rows;
    private long _badValues;
    private long _formatErrors;

    public void AddRow() => _rows++;

    public void AddBadValue(TextLine line, string column)
    {
        if (++_badValues > MostMessages)
            return;

        using var channel = host.Start("ParseStats");
        channel.Info(MessageSensitivity.Schema, "Bad value at line {0} in column {1}", line.Number, column);
    }

    public void AddFormatError(TextLine line)
    {
        if (++_formatErrors > MostMessages)
            return;

        using var channel = host.Start("ParseStats");
        channel.Warning(MessageSensitivity.Schema, "Format error at {0}({1}): illegal quoting or sparse fields", line.Path, line.Number);
    }

    public void Finish()
    {
        if (_badValues == 0 && _formatErrors == 0)
            return;

        using var channel = host.Start("ParseStats");
        channel.Info(MessageSensitivity.None, "Processed {0} rows with {1} bad values and {2} format errors", _rows, _badValues, _formatErrors);
    }
}
