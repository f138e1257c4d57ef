
namespace MLNet.Compression.Preflight;

/// <summary>Something that is looked at before a stage takes its first step, because found later it costs hours.</summary>
internal interface IPreflightCheck
{
    /// <summary>What to warn of.</summary>
    /// <exception cref="InvalidOperationException">The stage can't lead to anything.</exception>
    IEnumerable<string> Look(StageStart start);
}
