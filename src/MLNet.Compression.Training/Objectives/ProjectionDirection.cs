namespace MLNet.Compression;

/// <summary>Which model's matrices are projected, to be compared with the other's.</summary>
public enum ProjectionDirection
{
    /// <summary>The teacher's: ‖U θ_t V − θ_s‖².</summary>
    Down = 0,

    /// <summary>The student's: ‖θ_t − V θ_s U‖².</summary>
    Up = 1,
}
