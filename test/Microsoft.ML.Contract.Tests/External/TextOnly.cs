namespace Microsoft.ML.Contract.Tests.External;

internal sealed class TextOnly
{
    public string Text { get; set; } = "";
}
