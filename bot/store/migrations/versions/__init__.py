"""One file per revision; set tables.HEAD when adding one."""
