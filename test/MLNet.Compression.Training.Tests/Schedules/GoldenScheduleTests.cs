using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Schedules;

public class GoldenScheduleTests
{
    private static readonly Dictionary<string, Func<double, Schedule>> _schedules = new()
    {
        ["linear"] = share => new WarmupLinearDecay(2, share),
        ["cosine"] = share => new WarmupCosineDecay(2, share),
        ["constant"] = share => new WarmupConstant(2, share),
    };

    [TestCase("linear")]
    [TestCase("cosine")]
    [TestCase("constant")]
    public void At_EveryStep_EqualsReference(string name)
    {
        var comparison = new GoldenComparison("optimizer/schedules.json");
        foreach (var entry in GoldenFiles.Json("optimizer", "schedules.json").EnumerateArray().Where(entry => entry.GetProperty("schedule").GetString() == name))
        {
            var (warmup, total) = (entry.GetProperty("warmup").GetInt32(), entry.GetProperty("total").GetInt32());
            var schedule = _schedules[name]((double)warmup / total);
            var factors = entry.GetProperty("factor").EnumerateArray().Select(factor => factor.GetDouble()).ToArray();
            for (var step = 0; step < factors.Length; step++)
            {
                comparison.Add($"{name}, warm-up {warmup} of {total}, factor[{step}]", schedule.At(step, total), 2 * factors[step]);
            }
        }

        comparison.AssertBelow(1e-9);
    }

    [Test]
    public void At_OnlyWarmup_IsFinite() => Assert.That(new WarmupLinearDecay(1, 1).At(10, 10), Is.InRange(0, 1));
}
