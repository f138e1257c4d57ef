using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The steps of a part of <c>tokenizer.json</c>: it itself, or if it is a sequence those in it, in order.</summary>
internal static class JsonSteps
{
    /// <param name="parent">The object that has the part.</param>
    /// <param name="name">The part; none where it is absent.</param>
    /// <param name="list">What a sequence calls its list of steps.</param>
    public static IEnumerable<JsonSettings> Of(JsonSettings parent, string name, string list) => parent.Has(name) ? Of(parent.Object(name), list) : [];

    private static IEnumerable<JsonSettings> Of(JsonSettings step, string list) =>
        step.Text("type") == "Sequence" ? step.Objects(list).SelectMany(inner => Of(inner, list)) : [step];
}
