namespace MLNet.Compression.Training.Tests.Schedules;

/// <summary>Schedules against tables of their values.</summary>
public class ScheduleTests
{
    private static readonly (Schedule Schedule, double[] Values)[] _tables =
    [
        (0.3, [0.3, 0.3, 0.3, 0.3, 0.3]),
        (Schedule.Linear(1, 3), [1, 1.5, 2, 2.5, 3]),
        (Schedule.Linear(4, 0), [4, 3, 2, 1, 0]),
        (Schedule.Cosine(1, 3), [1, 1.2928932188134525, 2, 2.7071067811865475, 3]),
        (Schedule.Cosine(2, 0), [2, 1.7071067811865475, 1, 0.2928932188134525, 0]),
        (Training.Schedules.Product.Of(2, Schedule.Linear(1, 3)), [2, 3, 4, 5, 6]),
        (Training.Schedules.Product.Of(Schedule.Linear(0, 4), Schedule.Linear(4, 0)), [0, 3, 4, 3, 0]),
        (Training.Schedules.Product.Of(Schedule.Linear(1, 3), Schedule.Cosine(2, 0)), [2, 2.5606601717798214, 2, 0.7322330470336312, 0]),
        (Training.Schedules.Product.Of(3, 0.5), [1.5, 1.5, 1.5, 1.5, 1.5]),
    ];

    [Test]
    public void At_QuartersOfAStage_EqualsTheTable([Range(0, 8)] int table)
    {
        var (schedule, values) = _tables[table];
        foreach (var quarter in new[] { 1, 3, 50 })
        {
            Assert.That(Enumerable.Range(0, 5).Select(i => schedule.At(i * quarter, 4 * quarter)), Is.EqualTo(values).Within(1e-12), schedule.ToString());
        }
    }

    [Test]
    public void Bounds_AllSteps_LieAroundTheValues([Range(0, 8)] int table)
    {
        var (schedule, values) = _tables[table];

        Assert.That(values, Is.All.InRange(schedule.Least - 1e-12, schedule.Most + 1e-12));
    }

    [Test]
    public void At_BehindTheEndOrInAStageWithoutSteps_StaysInBounds()
    {
        Assert.That(Schedule.Linear(1, 3).At(9, 4), Is.EqualTo(3));
        Assert.That(Schedule.Cosine(1, 3).At(0, 0), Is.EqualTo(1));
    }
}
