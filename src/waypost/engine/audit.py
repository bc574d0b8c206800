"""One record against one compiled rulebook."""

from waypost.engine.result import AuditResult, Certificate, Claim, EntryUse, Meter, NodeResult, Status

__all__ = ["AuditResult", "Certificate", "Claim", "EntryUse", "Meter", "NodeResult", "Status"]
