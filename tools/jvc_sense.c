// SPDX-License-Identifier: GPL-2.0
/*
 * What the JVC MC-8100, MC-8200 and MC-8600 mean by their sense codes: SCSI
 * Command Manual, Rev 1.0, table 43, in its own words. The codes of mechanism
 * errors in their log (table 60) are the ASCQs of ASC 80h. Pure.
 */
#include <string.h>

#include "jvc_sense.h"

#define ASC_MECHANISM	0x80

static const struct {
	uint8_t asc;
	uint8_t ascq;
	const char *text;
} rows[] = {
	{ 0x00, 0x00, "No additional sense information" },
	{ 0x00, 0x06, "Terminated by Robotics" },
	{ 0x02, 0x00, "No seek complete" },
	{ 0x02, 0x80, "A seek has not been completed" },
	{ 0x04, 0x00, "Logical unit not ready, cause not reportable" },
	{ 0x04, 0x01, "Logical unit is in process of becoming ready" },
	{ 0x04, 0x02, "Logical unit not ready, initializing command required" },
	{ 0x04, 0x03, "Logical unit not ready, manual intervention required" },
	{ 0x05, 0x00, "Logical unit does not respond to selection" },
	{ 0x06, 0x00, "No reference position found" },
	{ 0x07, 0x00, "Multiple peripheral devices selected" },
	{ 0x08, 0x00, "Logical unit communication failure" },
	{ 0x08, 0x01, "Logical unit communication time-out" },
	{ 0x08, 0x02, "Logical unit communication parity error" },
	{ 0x0a, 0x00, "Error log overflow" },
	{ 0x15, 0x00, "Random positioning error" },
	{ 0x15, 0x01, "Mechanical positioning error" },
	{ 0x1a, 0x00, "Parameter list length error" },
	{ 0x1b, 0x00, "Synchronous data transfer error" },
	{ 0x20, 0x00, "Invalid command operation code" },
	{ 0x21, 0x00, "Logical block address out of range" },
	{ 0x21, 0x01, "Invalid element address" },
	{ 0x24, 0x00, "Invalid field in CDB" },
	{ 0x25, 0x00, "Logical unit not supported" },
	{ 0x26, 0x00, "Invalid field in parameter list" },
	{ 0x26, 0x01, "Parameter not supported" },
	{ 0x26, 0x02, "Parameter value invalid" },
	{ 0x26, 0x03, "Threshold parameter not supported" },
	{ 0x28, 0x00, "Not ready to ready transition" },
	{ 0x28, 0x01, "Import/export element accessed" },
	{ 0x29, 0x00, "Power-on, Reset or BUS DEVICE RESET message occurred" },
	{ 0x2a, 0x00, "Parameter changed" },
	{ 0x2a, 0x01, "Mode parameters changed" },
	{ 0x2a, 0x02, "Log parameters changed" },
	{ 0x2c, 0x00, "Command sequence error" },
	{ 0x2f, 0x00, "Tagged commands cleared by another initiator" },
	{ 0x30, 0x00, "Incompatible medium installed" },
	{ 0x37, 0x00, "Rounded parameter" },
	{ 0x39, 0x00, "Saving parameters not supported" },
	{ 0x3a, 0x00, "Medium not present" },
	{ 0x3b, 0x0d, "Medium destination element full" },
	{ 0x3b, 0x0e, "Medium source element empty" },
	{ 0x3b, 0x8e, "Medium source element and tray empty" },
	{ 0x3d, 0x00, "Invalid bits in IDENTIFY message" },
	{ 0x3e, 0x00, "Logical unit has not self-configured yet" },
	{ 0x43, 0x00, "Message error" },
	{ 0x44, 0x00, "Internal target failure" },
	{ 0x45, 0x00, "Select / Reselect failure" },
	{ 0x46, 0x00, "Unsuccessful soft reset" },
	{ 0x47, 0x00, "SCSI parity error" },
	{ 0x48, 0x00, "INITIATOR DETECTED ERROR message received" },
	{ 0x49, 0x00, "Invalid message error" },
	{ 0x4a, 0x00, "Command phase error" },
	{ 0x4b, 0x00, "Data phase error" },
	{ 0x4c, 0x00, "Logical unit failed self-configuration" },
	{ 0x4e, 0x00, "Overlapped commands attempted" },
	{ 0x53, 0x00, "Media Load / Eject failed" },
	{ 0x53, 0x02, "Medium removal prevented" },
	{ 0x5a, 0x00, "Operator request or state change input" },
	{ 0x5a, 0x01, "Operator medium removal request" },
	{ 0x80, 0x01, "Up / down rotary sensor did not work" },
	{ 0x80, 0x02, "Left slit sensor did not work" },
	{ 0x80, 0x03, "Right slit sensor did not work" },
	{ 0x80, 0x04, "Up/down motor did not work" },
	{ 0x80, 0x07, "Over loaded current in up / down motor" },
	{ 0x80, 0x08, "Time-out error in up / down operation" },
	{ 0x80, 0x09, "Upper or bottom limit sensor worked in up/down operation" },
	{ 0x80, 0x10, "Failed to release tray lock" },
	{ 0x80, 0x11, "Failed to tray lock" },
	{ 0x80, 0x12, "The tray lock position is not in the initial position, while up/down operation" },
	{ 0x80, 0x20, "Time-out error occurred when catcher moved right to left" },
	{ 0x80, 0x21, "Time-out error occurred when catcher moved left to right" },
	{ 0x80, 0x22, "Time-out error occurred before catcher stabilized (right to left)" },
	{ 0x80, 0x23, "Time-out error occurred before catcher stabilized (left to right)" },
	{ 0x80, 0x24, "Tray rotary sensor did not work (right to left)" },
	{ 0x80, 0x25, "Tray rotary sensor did not work (left to right)" },
	{ 0x80, 0x26, "Right catcher position was not detected" },
	{ 0x80, 0x27, "Left catcher position was not detected" },
	{ 0x80, 0x28, "Failed to move catcher motor from right to left" },
	{ 0x80, 0x29, "Failed to move catcher motor from left to right" },
	{ 0x80, 0x30, "No tray" },
	{ 0x80, 0x31, "NG on magazine sensor" },
	{ 0x80, 0x32, "Over loaded current in catcher motor" },
	{ 0x80, 0x41, "Stray disk remains in carrier" },
	{ 0x80, 0x42, "No disk on tray" },
	{ 0x80, 0x43, "No tray for Invert" },
	{ 0x80, 0x50, "Failed to eject disk in mail slot" },
	{ 0x80, 0x51, "Failed to load disk in mail slot" },
	{ 0x80, 0x52, "Stray disk remains in mail slot" },
	{ 0x80, 0x60, "Stray disk remains in drive" },
	{ 0x80, 0x61, "Failed to draw tray" },
	{ 0x80, 0x62, "Failed to clamp disk on drive" },
	{ 0x80, 0x63, "Failed to eject disk on drive" },
	{ 0x80, 0x64, "Failed to take out disk on drive" },
	{ 0x80, 0x65, "Failed to stop spindle motor on drive" },
	{ 0x80, 0x72, "Stray disk remains in printer" },
	{ 0x80, 0x80, "Time-out error in flip up operation" },
	{ 0x80, 0x81, "Time-out error in flip down operation" },
	{ 0x81, 0x01, "Printer error (Tray jam)" },
	{ 0x81, 0x02, "Printer error (NO CD or clamp error)" },
	{ 0x81, 0x03, "Printer error (Sensor)" },
	{ 0x81, 0x04, "Printer error (Tray loading)" },
	{ 0x81, 0x05, "Printer error (Tray unloading)" },
	{ 0x81, 0x20, "Printer error (NO CD or CD jam)" },
	{ 0x81, 0x21, "Printer error (Waste ink warning)" },
	{ 0x81, 0x22, "Printer error (Ink cartridge check)" },
	{ 0x81, 0x30, "Printer error (Print head carriage)" },
	{ 0x81, 0x31, "Printer error (HP sensor)" },
	{ 0x81, 0x32, "Printer error (Encoder)" },
	{ 0x81, 0x33, "Printer error (Recovery system)" },
	{ 0x81, 0x34, "Printer error (PF motor)" },
	{ 0x81, 0x35, "Printer error (CSF sensor)" },
	{ 0x81, 0x36, "Printer error (Temperature)" },
	{ 0x81, 0x37, "Printer error (Waste ink tank full)" },
	{ 0x81, 0x38, "Printer error (EEPROM)" },
	{ 0x81, 0x39, "Printer error (ROM)" },
	{ 0x81, 0x40, "Printer error (RAM)" },
	{ 0x81, 0x41, "Printer error (Port initialize failed)" },
	{ 0x81, 0x42, "Printer error (Ink sensor)" },
	{ 0x81, 0x43, "Printer error (Printer head trouble or NO head)" },
	{ 0x81, 0xb0, "Printer error (Power OFF)" },
	{ 0x81, 0xb2, "Printer error (Already loaded)" },
	{ 0x81, 0xc0, "Printer error (Printer Busy)" },
	{ 0x81, 0xff, "Printer error (NO disc)" },
};

/**
 * jvc_is() - do these texts hold for a robot?
 * @unit: its name
 */
bool jvc_is(const struct dsr_unit_name *unit)
{
	return !strncmp(unit->vendor, "JVC", sizeof(unit->vendor)) &&
	       !strncmp(unit->product, "JVC-CHG MC-8", strlen("JVC-CHG MC-8"));
}

/**
 * jvc_sense_text() - a sense code in words
 * @asc: additional sense code
 * @ascq: its qualifier
 *
 * Return: the manual's words, NULL: it has none.
 */
const char *jvc_sense_text(uint8_t asc, uint8_t ascq)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].asc == asc && rows[i].ascq == ascq)
			return rows[i].text;
	return NULL;
}

/**
 * jvc_mechanism_text() - a mechanism error of the log in words
 * @code: from log page 07h
 *
 * Return: the manual's words, NULL: it has none.
 */
const char *jvc_mechanism_text(uint8_t code)
{
	return jvc_sense_text(ASC_MECHANISM, code);
}
